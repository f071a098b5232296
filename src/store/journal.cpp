#include "store/journal.hpp"

#include <charconv>
#include <limits>

#include "base/hash.hpp"
#include "base/text.hpp"

namespace vigie::store {

namespace {

std::string key_of_journal(const identity::Vault& vault) { return vault.digest("audit", "chain"); }

struct End {
  std::int64_t number = 0;
  std::string hash = audit::before_first;
};

End last_line(db::Connection& sql) {
  End end;
  sql.first("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1", {}, [&](const db::Row& row) { end = {row.integer(0), row.bytes(1)}; });
  return end;
}

bool is_signed(std::string_view key, const SignedHead& found) {
  return base::equal_in_constant_time(audit::sign(key, found.head), found.signature);
}

/// Whether the line that was signed last still stands as it was.
bool stands(db::Connection& sql, std::string_view key, const SignedHead& found) {
  if (!is_signed(key, found)) return false;
  if (found.head.number == 0) return true;
  std::string hash;
  sql.first("SELECT hash FROM audit WHERE number = $1", {found.head.number}, [&](const db::Row& row) { hash = row.bytes(0); });
  return hash == found.head.hash;
}

void save_head(db::Connection& sql, std::string_view key, const audit::Head& head) {
  sql.run("INSERT INTO audit_head (one, number, hash, keyed_from, signature) VALUES (1, $1, $2, $3, $4) ON CONFLICT (one) DO UPDATE SET "
          "number = excluded.number, hash = excluded.hash, keyed_from = excluded.keyed_from, signature = excluded.signature",
          {head.number, db::Bytes{head.hash}, head.keyed_from, db::Bytes{audit::sign(key, head)}});
}

/// The line from which hashes are keyed, as the lines themselves tell when their signed end cannot.
std::int64_t first_keyed(db::Connection& sql, std::string_view key) {
  audit::Trail trail(std::string(key), std::nullopt);
  each_step(sql, {[&](audit::Line line, std::string hash) { trail.add(std::move(line), std::move(hash)); },
                  [&](const audit::EndedLines& ended, const std::string& signature) { trail.skip(ended, signature); }});
  return trail.last().keyed_from;
}

bool older_than_signatures(db::Connection& sql) {
  return !sql.first("SELECT number FROM migration WHERE name LIKE '%_keys.sql'", {}, [](const db::Row&) {});
}

struct SignedEnd {
  audit::EndedLines lines;
  std::string signature;
};
/// In order; none in a database that is older than they are.
std::vector<SignedEnd> list_ended(db::Connection& sql) {
  std::vector<SignedEnd> all;
  if (!sql.first("SELECT number FROM migration WHERE name LIKE '%_traces.sql'", {}, [](const db::Row&) {})) return all;
  sql.each("SELECT first_number, last_number, hash, signature FROM audit_ended ORDER BY first_number", {}, [&](const db::Row& row) {
    all.push_back({{row.integer(0), row.integer(1), row.bytes(2)}, row.bytes(3)});
  });
  return all;
}

}  // namespace

std::int64_t add_line(db::Connection& sql, const identity::Vault& vault, audit::Line line) {
  const End end = last_line(sql);
  line.number = end.number + 1;
  const std::string hash = audit::chain(key_of_journal(vault), end.hash, line);
  const audit::Entry& entry = line.entry;
  sql.run(
      "INSERT INTO audit (number, at, account, organisation, act, subject, subject_id, motive, detail, hash) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      {line.number, line.at.ms, line.account, line.organisation, entry.act, entry.subject, entry.subject_id, entry.motive, entry.detail,
       db::Bytes{hash}});
  return line.number;
}

void sign_end(db::Connection& sql, const identity::Vault& vault, base::Instant now) {
  const std::string key = key_of_journal(vault);
  const auto found = find_signed_head(sql);
  End end = last_line(sql);
  if (found && found->head.number == end.number && found->head.hash == end.hash) return;
  std::int64_t keyed_from = found ? found->head.keyed_from : 1;
  if (!found || !stands(sql, key, *found)) {
    keyed_from = first_keyed(sql, key);
    audit::Entry notice{std::string(audit::act_of_notice), "directory", "", "",
                        fmt::format("signee={} derniere={}", found ? found->head.number : 0, end.number)};
    add_line(sql, vault, {0, now, "vigie", "", std::move(notice)});
    end = last_line(sql);
  }
  save_head(sql, key, {end.number, end.hash, keyed_from});
}

std::string check_of_key(const identity::Vault& vault) { return vault.digest("directory", "vigie"); }

bool is_of_this_key(db::Connection& sql, const identity::Vault& vault) {
  std::string found;
  sql.first("SELECT key_check FROM directory WHERE one = 1", {}, [&](const db::Row& row) { found = row.bytes(0); });
  return found == check_of_key(vault);
}

void start_signing(db::Connection& sql, const identity::Vault& vault) {
  const End end = last_line(sql);
  save_head(sql, key_of_journal(vault), {end.number, end.hash, end.number + 1});
}

std::string to_text(const Anchor& anchor) { return fmt::format("{}:{}", anchor.number, base::to_hex(anchor.hash)); }

std::optional<Anchor> parse_anchor(std::string_view text) {
  Anchor anchor;
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + colon, anchor.number);
  const auto hash = base::from_hex(text.substr(colon + 1));
  if (error != std::errc{} || end != text.data() + colon || anchor.number < 1 || !hash || hash->size() != 32) return std::nullopt;
  anchor.hash = *hash;
  return anchor;
}

std::optional<SignedHead> find_signed_head(db::Connection& sql) {
  std::optional<SignedHead> found;
  sql.first("SELECT number, hash, keyed_from, signature FROM audit_head WHERE one = 1", {}, [&](const db::Row& row) {
    found = SignedHead{{row.integer(0), row.bytes(1), row.integer(2)}, row.bytes(3)};
  });
  return found;
}

std::string sign_ended(const identity::Vault& vault, const audit::EndedLines& ended) { return audit::sign(key_of_journal(vault), ended); }

void each_step(db::Connection& sql, const OnTrail& on) {
  const auto ended = list_ended(sql);
  auto next = ended.begin();
  const auto tell_ended = [&](std::int64_t up_to) {
    for (; next != ended.end() && next->lines.first <= up_to; ++next) on.ended(next->lines, next->signature);
  };
  sql.each("SELECT number, at, account, organisation, act, subject, subject_id, motive, detail, hash FROM audit ORDER BY number", {},
           [&](const db::Row& row) {
             tell_ended(row.integer(0));
             on.line({row.integer(0), base::Instant{row.integer(1)}, row.text(2), row.text(3),
                      {row.text(4), row.text(5), row.text(6), row.text(7), row.text(8)}},
                     row.bytes(9));
           });
  tell_ended(std::numeric_limits<std::int64_t>::max());
}

Verification verify_lines(const identity::Vault& vault, const std::optional<SignedHead>& signed_head, const std::optional<Anchor>& noted,
                          const std::function<void(const OnTrail&)>& each) {
  const std::string key = key_of_journal(vault);
  const auto head = signed_head && is_signed(key, *signed_head) ? std::optional(signed_head->head) : std::nullopt;
  audit::Trail trail(key, head ? std::optional(head->keyed_from) : std::nullopt);
  bool anchored = !noted, anchor_ended = false;
  each({[&](audit::Line line, std::string hash) {
          anchored |= noted && line.number == noted->number && hash == noted->hash;
          trail.add(std::move(line), std::move(hash));
        },
        [&](const audit::EndedLines& ended, const std::string& signature) {
          if (!trail.skip(ended, signature) || !noted || noted->number < ended.first || noted->number > ended.last) return;
          anchored |= noted->number == ended.last && noted->hash == ended.hash;
          anchor_ended = noted->number < ended.last;
        }});
  Verification done{trail.count(), trail.ended(), {trail.last().number, trail.last().hash}, trail.end(head), anchor_ended};
  if (!anchored && !anchor_ended) done.findings.push_back({audit::Harm::elsewhere, noted->number, noted->number});
  return done;
}

Verification verify_audit(db::Connection& sql, const identity::Vault& vault, const std::optional<Anchor>& noted) {
  const bool older = older_than_signatures(sql);
  const auto lines = [&sql](const OnTrail& on) { each_step(sql, on); };
  Verification done = verify_lines(vault, older ? std::nullopt : find_signed_head(sql), noted, lines);
  if (older) std::erase_if(done.findings, [](const auto& one) { return one.harm == audit::Harm::unsigned_; });
  return done;
}

}  // namespace vigie::store
