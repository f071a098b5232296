#include "casework/export_audit.hpp"

#include <istream>

#include "base/text.hpp"

namespace vigie::casework {

namespace {

boost::json::object line_to_json(const audit::Line& line, const std::string& hash) {
  const audit::Entry& entry = line.entry;
  return {{"number", line.number},   {"at", line.at.ms},          {"account", line.account}, {"organisation", line.organisation},
          {"act", entry.act},        {"subject", entry.subject},  {"subject_id", entry.subject_id},
          {"motive", entry.motive},  {"detail", entry.detail},    {"hash", base::to_hex(hash)}};
}

/// In the place of lines that reached the end of their retention.
boost::json::object ended_to_json(const audit::EndedLines& ended, const std::string& signature) {
  return {{"ended_from", ended.first}, {"ended_to", ended.last}, {"hash", base::to_hex(ended.hash)}, {"signature", base::to_hex(signature)}};
}

/// Members of one object of an export; the first that is missing or of another kind leaves it unsound.
struct Read {
  const boost::json::object& object;
  bool sound = true;
  std::string text(std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value && value->is_string()) return std::string(value->get_string());
    sound = false;
    return {};
  }
  std::string bytes(std::string_view name) {
    auto found = base::from_hex(text(name));
    sound = sound && found;
    return found.value_or("");
  }
  std::int64_t integer(std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value && value->is_int64()) return value->get_int64();
    sound = false;
    return 0;
  }
};

std::optional<store::SignedHead> head_in(const boost::json::object& object) {
  Read read{object};
  store::SignedHead found{{read.integer("number"), read.bytes("hash"), read.integer("keyed_from")}, read.bytes("signature")};
  if (!read.sound) return std::nullopt;
  return found;
}

bool add_step_in(const boost::json::object& object, const store::OnTrail& on) {
  Read read{object};
  if (object.contains("ended_from")) {
    const audit::EndedLines ended{read.integer("ended_from"), read.integer("ended_to"), read.bytes("hash")};
    const std::string signature = read.bytes("signature");
    if (read.sound) on.ended(ended, signature);
    return read.sound;
  }
  audit::Line line{read.integer("number"), base::Instant{read.integer("at")}, read.text("account"), read.text("organisation"),
                   {read.text("act"), read.text("subject"), read.text("subject_id"), read.text("motive"), read.text("detail")}};
  std::string hash = read.bytes("hash");
  if (read.sound) on.line(std::move(line), std::move(hash));
  return read.sound;
}

}  // namespace

std::int64_t export_audit(const Desk& desk, const access::Actor& by, const std::function<void(const boost::json::object&)>& say) {
  const auto noted = desk.store.write<base::Done>(by, [&](store::Unit& unit) -> base::Result<base::Done> {
    unit.commit({"export", "directory", "", "", "journal"});
    return base::Done{};
  });
  if (!noted) throw base::Fault(noted.error().text);
  return desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    std::int64_t count = 0;
    const auto end = store::find_signed_head(reading.sql);
    if (!end) throw base::Fault("the audit has no signed end");
    say({{"vigie_audit", 1}, {"number", end->head.number}, {"hash", base::to_hex(end->head.hash)}, {"keyed_from", end->head.keyed_from},
         {"signature", base::to_hex(end->signature)}, {"key_check", base::to_hex(store::check_of_key(reading.vault))}});
    store::each_step(reading.sql, {[&](const audit::Line& line, const std::string& hash) {
                                     say(line_to_json(line, hash));
                                     ++count;
                                   },
                                   [&](const audit::EndedLines& ended, const std::string& signature) { say(ended_to_json(ended, signature)); }});
    return count;
  });
}

base::Result<store::Verification> verify_export(const identity::Vault& vault, std::istream& lines, const std::optional<store::Anchor>& noted) {
  const auto unreadable = [](std::int64_t at) {
    return base::Error{base::Kind::invalid, "copie_illisible", fmt::format("Ligne {} du fichier : ce n’est pas celle d’un export du journal.", at)};
  };
  std::string text;
  std::int64_t at = 1, last = 0;
  const auto first = std::getline(lines, text) ? base::parse_json(text) : base::Result<boost::json::value>(unreadable(1));
  const auto head = first && first->is_object() ? head_in(first->get_object()) : std::nullopt;
  if (!head) return unreadable(1);
  if (base::find_text(first->get_object(), "key_check") != base::to_hex(store::check_of_key(vault)))
    return base::Error{base::Kind::conflict, "cle_etrangere", "Cet export n’est pas celui du répertoire de cette clé."};
  std::optional<std::int64_t> damaged, misplaced;
  auto done = store::verify_lines(vault, head, noted, [&](const store::OnTrail& on) {
    const auto rank = [&](std::int64_t from, std::int64_t to) {
      if (from <= last) misplaced = at;
      last = to;
    };
    while (!damaged && !misplaced && std::getline(lines, text)) {
      ++at;
      const auto parsed = base::parse_json(text);
      const store::OnTrail in_order{[&](audit::Line line, std::string hash) {
                                      rank(line.number, line.number);
                                      on.line(std::move(line), std::move(hash));
                                    },
                                    [&](const audit::EndedLines& ended, std::string signature) {
                                      rank(ended.first, ended.last);
                                      on.ended(ended, std::move(signature));
                                    }};
      if (!parsed || !parsed->is_object() || !add_step_in(parsed->get_object(), in_order)) damaged = at;
    }
  });
  if (misplaced)
    return base::Error{base::Kind::invalid, "copie_illisible", fmt::format("Ligne {} du fichier : elle n’est pas à son rang.", *misplaced)};
  if (damaged) return unreadable(*damaged);
  return done;
}

}  // namespace vigie::casework
