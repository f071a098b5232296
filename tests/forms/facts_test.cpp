#include "base/facts.hpp"

#include <doctest/doctest.h>

#include "tests/forms/answers.hpp"

using namespace vigie;
using namespace vigie::forms;

namespace {

/// Some good answer to any question.
boost::json::value answer_to(const Field& field) {
  switch (field.type) {
    case FieldType::text:
    case FieldType::narrative:
      return "Un texte";
    case FieldType::texts:
      return boost::json::array{"Un texte"};
    case FieldType::phones:
      return boost::json::array{"06 39 98 12 34"};
    case FieldType::date:
      return "2011-02-28";
    case FieldType::instant:
      return "2026-11-20T10:00:00+01:00";
    case FieldType::number:
      return *field.least;
    case FieldType::tri:
      return "inconnu";
    case FieldType::choice:
      return boost::json::value(field.choices.front().code);
    case FieldType::choices:
      return boost::json::array{boost::json::value(field.choices.front().code)};
    case FieldType::departement:
      return "75";
    case FieldType::records:
      break;
  }
  boost::json::object record;
  for (const Field& part : field.parts) record.emplace(part.id, answer_to(part));
  return boost::json::array{record};
}

boost::json::object all_answers(const Form& form) {
  boost::json::object answers;
  for (const Field& field : form.fields) answers.emplace(field.id, answer_to(field));
  return answers;
}

}  // namespace

TEST_CASE("every question of every form can be answered, and each answer is a fact or identifies") {
  for (const Form* form : test_catalogue().list()) {
    const boost::json::object answers = all_answers(*form);
    const auto checked = check(*form, answers, test_now);
    REQUIRE(checked.ok());
    CHECK(checked->answers.size() == form->fields.size());
    for (const Field& field : form->fields) {
      CAPTURE(field.id);
      CHECK(checked->facts.contains(field.id) != field.identifying);
    }
  }
}

TEST_CASE("facts have the type of their question") {
  const auto checked =
      check_form("classique", R"({"declarant_qualite": "pere", "nom": "Durand", "mna": "inconnu",
    "fugues_connues_total": 3, "objets_emportes": ["arme", "cles"], "departement": "2A", "alcool": "oui",
    "alcool_observe_le": "2026-11-20", "constate_le": "2026-11-21T17:00:00+01:00", "date_naissance": "2011-01-01"})");
  REQUIRE(checked.ok());
  const base::Facts& facts = checked->facts;
  CHECK(base::tri_of(facts, "mna") == base::Tri::unknown);
  CHECK(base::find(facts, "mna") != nullptr);
  CHECK(base::find(facts, "handicap") == nullptr);
  CHECK(base::is_yes(facts, "alcool"));
  CHECK(base::number_of(facts, "fugues_connues_total") == 3.0);
  CHECK(base::code_of(facts, "departement") == "2A");
  CHECK(base::code_of(facts, "declarant_qualite") == "pere");
  CHECK(base::date_of(facts, "alcool_observe_le") == base::parse_date("2026-11-20"));
  CHECK(base::instant_of(facts, "constate_le") == base::parse_time("2026-11-21T16:00:00Z")->instant);
  CHECK(std::get<std::vector<std::string>>(*base::find(facts, "objets_emportes")) ==
        std::vector<std::string>{"arme", "cles"});
  CHECK(base::find(facts, "nom") == nullptr);
  CHECK(base::find(facts, "date_naissance") == nullptr);
}

TEST_CASE("facts read again from kept answers are the same facts") {
  for (const Form* form : test_catalogue().list()) {
    const auto checked = check(*form, all_answers(*form), test_now);
    REQUIRE(checked.ok());
    CHECK(facts_from(*form, checked->answers) == checked->facts);
    Parts parts = split(*form, checked->answers);
    for (auto& [key, value] : parts.health) parts.other.emplace(key, value);
    CHECK(facts_from(*form, parts.other) == checked->facts);
    CHECK(facts_from(*form, parts.identifying).empty());
  }
}

TEST_CASE("the parts of the answers share nothing and make the answers again") {
  const Form& form = test_catalogue().get("appel");
  const boost::json::object answers = all_answers(form);
  Parts parts = split(form, answers);
  for (const auto& [key, value] : parts.other) CHECK_FALSE(parts.identifying.contains(key));
  CHECK(parts.identifying.contains("declarant_telephone"));
  CHECK(parts.other.contains("declarant_qualite"));
  CHECK(parts.health.contains("risque_suicidaire"));
  CHECK(parts.health.contains("ist_ou_grossesse"));
  for (auto& [key, value] : parts.health) CHECK(parts.other.emplace(key, value).second);
  for (auto& [key, value] : parts.other) parts.identifying.emplace(key, value);
  CHECK(parts.identifying == answers);
}

TEST_CASE("a field that the form does not know counts as identifying") {
  const Parts parts = split(test_catalogue().get("appel"), object_of(R"({"ancien_champ": "x"})"));
  CHECK(parts.identifying.contains("ancien_champ"));
  CHECK(parts.other.empty());
}
