#include "store/declarations.hpp"

#include "forms/check.hpp"
#include "store/identities.hpp"
#include "store/marks.hpp"
#include "store/retractions.hpp"
#include "store/rows_detail.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

namespace {

const forms::Form& form_of(const Reading& reading, std::string_view id, int version) {
  const forms::Form* form = reading.forms.find(id, version);
  if (!form) throw base::Fault(fmt::format("form {} version {} is not in this program", id, version));
  return *form;
}

/// The facts of a sealed declaration, unsealed once.
std::shared_ptr<const base::Facts> facts_of(const Reading& reading, base::DeclarationId id, const forms::Form& form,
                                            const db::Row& row, int sealed) {
  if (auto known = reading.unsealed.facts.find(id)) return known;
  auto facts = std::make_shared<const base::Facts>(
      forms::facts_from(form, unseal_answers(reading, id, row, sealed)));
  reading.unsealed.facts.keep(id, facts);
  return facts;
}

}  // namespace

boost::json::object unseal_answers(const Reading& reading, base::DeclarationId id, const db::Row& row, int sealed) {
  auto answers = unseal_object(reading, row.bytes(sealed), "declaration:" + id.text());
  if (!row.is_null(sealed + 1))
    for (auto& [key, value] : unseal_object(reading, row.bytes(sealed + 1), "health:" + id.text())) answers[key] = std::move(value);
  return answers;
}

db::Value sealed_health(const Reading& reading, const std::optional<base::MinorId>& minor, std::string_view health, const std::string& declaration) {
  if (health.empty()) return std::nullopt;
  return seal(reading, minor, health, "health:" + declaration, Kept::health);
}

void add_declaration(Unit& unit, Declaration& declaration, const Content& content) {
  declaration.number = unit.change("declaration", declaration.id.text(), 1, declaration.minor);
  const std::string id = declaration.id.text();
  unit.sql().run(
      "INSERT INTO declaration (id, number, form, form_version, signed_at, account, organisation, minor, episode, how, "
      "amends, sealed, health) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      {id, declaration.number, declaration.form, declaration.form_version, declaration.signed_at.ms,
       declaration.account.text(), declaration.organisation.text(), value_of(declaration.minor),
       value_of(declaration.episode), declaration.how.empty() ? db::Value(std::nullopt) : db::Value(declaration.how),
       value_of(declaration.amends), seal(unit.reading(), declaration.minor, content.other, "declaration:" + id),
       sealed_health(unit.reading(), declaration.minor, content.health, id)});
  add_identity(unit, declaration.id, declaration.minor, content, declaration.signed_at);
  add_marks(unit.reading(), declaration, content.marks);
}

void mark_amended(Unit& unit, base::DeclarationId amended, base::DeclarationId by) {
  unit.sql().run("UPDATE declaration SET amended_by = $1 WHERE id = $2", {by.text(), amended.text()});
}

std::optional<Declaration> find_declaration(const Reading& reading, base::DeclarationId id) {
  std::optional<Declaration> found;
  reading.sql.first(
      "SELECT d.number, d.form, d.form_version, d.signed_at, d.account, d.organisation, d.minor, d.episode, d.how, "
      "d.amends, a.id, d.withdrawn_at, d.sealed, d.health, i.sealed "
      "FROM declaration d LEFT JOIN declaration a ON a.id = d.amended_by AND a.withdrawn_at IS NULL "
      "LEFT JOIN identity i ON i.declaration = d.id WHERE d.id = $1",
      {id.text()}, [&](const db::Row& row) {
        const auto organisation = id_in<base::OrganisationId>(row, 5);
        if (!reaches(reading, id, organisation)) return;
        Declaration one;
        one.id = id;
        one.number = row.integer(0);
        one.form = row.text(1);
        one.form_version = static_cast<int>(row.integer(2));
        one.signed_at = {row.integer(3)};
        one.account = id_in<base::AccountId>(row, 4);
        one.organisation = organisation;
        one.minor = maybe_id_in<base::MinorId>(row, 6);
        one.episode = maybe_id_in<base::EpisodeId>(row, 7);
        one.how = row.text_or_empty(8);
        one.amends = maybe_id_in<base::DeclarationId>(row, 9);
        one.amended_by = maybe_id_in<base::DeclarationId>(row, 10);
        one.withdrawn_at = maybe_instant_in(row, 11);
        one.answers = unseal_answers(reading, id, row, 12);
        if (!row.is_null(14))
          for (const auto& [key, value] : unseal_object(reading, row.bytes(14), "identity:" + id.text()))
            one.answers[key] = value;
        found = std::move(one);
      });
  return found;
}

std::optional<Standing> find_latest(const Reading& reading, const Family& family, std::string_view form) {
  std::optional<std::pair<std::int64_t, Standing>> latest;
  for (const base::MinorId minor : family)
    reading.sql.each(
        "SELECT d.id, d.signed_at, d.organisation, d.number FROM declaration d "
        "LEFT JOIN declaration a ON a.id = d.amended_by AND a.withdrawn_at IS NULL "
        "WHERE d.minor = $1 AND d.form = $2 AND d.withdrawn_at IS NULL AND a.id IS NULL",
        {minor.text(), form}, [&](const db::Row& row) {
          const std::int64_t number = row.integer(3);
          const auto id = id_in<base::DeclarationId>(row, 0);
          if ((latest && latest->first > number) || !reaches(reading, id, id_in<base::OrganisationId>(row, 2))) return;
          latest = {number, {id, {row.integer(1)}}};
        });
  if (!latest) return std::nullopt;
  return latest->second;
}

namespace {

/// A row of a declaration as the rules hear it; what it corrects is told beside it.
episodes::Voice voice_in(const Reading& reading, const db::Row& row) {
  episodes::Voice voice;
  voice.id = id_in<base::DeclarationId>(row, 0);
  voice.order = row.integer(1);
  voice.form = row.text(2);
  voice.signed_at = {row.integer(4)};
  voice.organisation = id_in<base::OrganisationId>(row, 5);
  voice.episode = maybe_id_in<base::EpisodeId>(row, 6);
  voice.silenced = !row.is_null(8);
  const auto& form = form_of(reading, voice.form, static_cast<int>(row.integer(3)));
  voice.facts = facts_of(reading, voice.id, form, row, 9);
  return voice;
}

}  // namespace

Telling list_telling(const Reading& reading, const Family& rows) {
  Telling telling;
  for (const base::MinorId row_of : rows) {
    reading.sql.each(
        "SELECT id, number, form, form_version, signed_at, organisation, episode, amends, withdrawn_at, sealed, health "
        "FROM declaration WHERE minor = $1 ORDER BY number",
        {row_of.text()}, [&](const db::Row& row) {
          telling.voices.push_back({row_of, voice_in(reading, row), maybe_id_in<base::DeclarationId>(row, 7)});
        });
    const auto takings = list_takings(reading, row_of);
    telling.takings.insert(telling.takings.end(), takings.begin(), takings.end());
  }
  if (rows.size() > 1) {
    std::sort(telling.voices.begin(), telling.voices.end(), [](const auto& a, const auto& b) { return a.voice.order < b.voice.order; });
    std::sort(telling.takings.begin(), telling.takings.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  }
  return telling;
}

namespace {

/// Those that stand are corrected by others that stand.
void silence_corrected(std::vector<episodes::Voice>& voices, const std::map<base::DeclarationId, base::DeclarationId>& corrections) {
  std::set<base::DeclarationId> corrected;
  for (const episodes::Voice& voice : voices)
    if (const auto one = corrections.find(voice.id); one != corrections.end() && !voice.silenced) corrected.insert(one->second);
  if (corrected.empty()) return;
  for (episodes::Voice& voice : voices) voice.silenced |= corrected.contains(voice.id);
}

}  // namespace

std::vector<episodes::Voice> voices_as_of(const Telling& telling, const Family& family, std::int64_t as_of) {
  std::set<base::DeclarationId> withdrawn;
  for (const Taking& taking : telling.takings) {
    if (taking.number > as_of) break;
    if (taking.counts_again) withdrawn.erase(taking.declaration);
    else withdrawn.insert(taking.declaration);
  }
  std::vector<episodes::Voice> voices;
  std::map<base::DeclarationId, base::DeclarationId> corrections;  // by the one that corrects
  for (const Telling::Voice& one : telling.voices) {
    if (one.voice.order > as_of) break;
    if (std::find(family.begin(), family.end(), one.row) == family.end()) continue;
    voices.push_back(one.voice);
    voices.back().silenced = withdrawn.contains(one.voice.id);
    if (one.amends) corrections[one.voice.id] = *one.amends;
  }
  silence_corrected(voices, corrections);
  return voices;
}

std::vector<episodes::Voice> list_voices(const Reading& reading, const Family& family) {
  std::vector<episodes::Voice> voices;
  std::map<base::DeclarationId, base::DeclarationId> corrections;  // by the one that corrects
  for (const base::MinorId minor : family)
    reading.sql.each(
        "SELECT id, number, form, form_version, signed_at, organisation, episode, amends, withdrawn_at, sealed, health "
        "FROM declaration WHERE minor = $1 ORDER BY number",
        {minor.text()}, [&](const db::Row& row) {
          voices.push_back(voice_in(reading, row));
          if (const auto amends = maybe_id_in<base::DeclarationId>(row, 7)) corrections[voices.back().id] = *amends;
        });
  if (family.size() > 1) std::sort(voices.begin(), voices.end(), [](const auto& a, const auto& b) { return a.order < b.order; });
  silence_corrected(voices, corrections);
  return voices;
}

}  // namespace vigie::store
