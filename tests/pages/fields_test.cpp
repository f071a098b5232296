#include "pages/fields.hpp"

#include <doctest/doctest.h>

#include "tests/pages/controls.hpp"
#include "tests/pages/forms_read.hpp"

using namespace vigie;
using tests::catalogue;
using tests::moment;
using pages::Filled;
namespace json = boost::json;

namespace {

std::string draw(const pages::Fields& fields, const Filled& filled, const pages::Moment& at = moment) {
  pages::Dict page;
  pages::Dict section = page.add("SECTION");
  pages::draw_fields(section, fields, filled, at);
  return pages::render("entretien.html", page.set("TITLE", "x"));
}

/// An answer of the field's type, as casework keeps it.
json::value example(const forms::Field& field, int variant) {
  using Type = forms::FieldType;
  switch (field.type) {
    case Type::text: return "l’« épée » & <b>\"x\"";
    case Type::narrative: return "ligne 1\nligne 2 <\n\nfin";
    case Type::tri: return json::value(variant == 0 ? "oui" : variant == 1 ? "non" : "inconnu");
    case Type::choice: return json::value(json::string(field.choices[static_cast<std::size_t>(variant) % field.choices.size()].code));
    case Type::choices: return json::array{json::string(field.choices.front().code), json::string(field.choices.back().code)};
    case Type::departement: return "2A";
    case Type::texts: return json::array{"un", "deux, trois"};
    case Type::phones: return json::array{"06 39 98 12 34", "01 99 00 12 34"};
    case Type::date: return "2011-03-07";
    case Type::instant: return variant == 0 ? "2026-11-21T18:05:00+01:00" : "2026-10-25T02:30:00+02:00";
    case Type::number: return variant == 0 ? json::value(3) : json::value(2.5);
    case Type::records: {
      json::array rows;
      for (int row = 0; row < 2; ++row) {
        json::object one;
        for (const forms::Field& part : field.parts) one[part.id] = example(part, row);
        rows.push_back(std::move(one));
      }
      return rows;
    }
  }
  return nullptr;
}

Filled full(const forms::Form& form, int variant) {
  Filled filled;
  for (const forms::Field& field : form.fields) filled.answers[field.id] = example(field, variant);
  filled.answers["departement"] = "75";  // the zone of the instants is Paris
  if (!form.find("departement")) filled.answers.erase("departement");
  if (form.find("retour_departement")) filled.answers["retour_departement"] = "75";
  return filled;
}

Filled typed(std::string_view field, http::Pairs pairs, std::string_view form = "classique") {
  return pages::read_fields({catalogue().get(form).find(field)}, pages::Body(std::move(pairs)), moment);
}

}  // namespace

TEST_CASE("what a page shows, sent back untouched, is what it was: every field of every form") {
  for (const forms::Form* form : catalogue().list())
    for (int variant = 0; variant < 3; ++variant) {
      CAPTURE(form->id);
      const Filled filled = full(*form, variant);
      const auto fields = pages::fields_of(*form);
      const Filled back = pages::read_fields(fields, tests::untouched(draw(fields, filled)), moment);
      CHECK(back.errors.empty());
      for (const auto& [key, value] : filled.answers) {
        CAPTURE(std::string(key));
        REQUIRE(back.answers.contains(key));
        CHECK(base::to_text(back.answers.at(key)) == base::to_text(value));
      }
      CHECK(back.answers.size() == filled.answers.size());
    }
}

TEST_CASE("a page on which nothing was answered answers nothing: « non posée » is no answer") {
  for (const forms::Form* form : catalogue().list()) {
    CAPTURE(form->id);
    const auto fields = pages::fields_of(*form);
    const Filled back = pages::read_fields(fields, tests::untouched(draw(fields, {})), moment);
    CHECK(back.errors.empty());
    CHECK(base::to_text(back.answers) == "{}");
  }
}

TEST_CASE("oui, non, ne sait pas and non posée stay four") {
  CHECK(typed("accompagne", {{"accompagne", "oui"}}).answers.at("accompagne") == "oui");
  CHECK(typed("accompagne", {{"accompagne", "non"}}).answers.at("accompagne") == "non");
  CHECK(typed("accompagne", {{"accompagne", "inconnu"}}).answers.at("accompagne") == "inconnu");
  CHECK_FALSE(typed("accompagne", {{"accompagne", ""}}).answers.contains("accompagne"));
  CHECK_FALSE(typed("accompagne", {}).answers.contains("accompagne"));
}

TEST_CASE("a date takes the name of a month; what is no date comes back as it was typed, beside its error") {
  const auto birth = [](const char* day, const char* month, const char* year) {
    return typed("date_naissance", {{"date_naissance.jour", day}, {"date_naissance.mois", month}, {"date_naissance.annee", year}});
  };
  CHECK(birth("7", "mars", "2011").answers.at("date_naissance") == "2011-03-07");
  CHECK(birth("07", "03", "2011").answers.at("date_naissance") == "2011-03-07");
  CHECK(birth("", "", "").errors.empty());
  for (const auto& [day, month, year] : {std::tuple<const char*, const char*, const char*>{"31", "2", "2011"}, {"7", "", "2011"}, {"7", "marsouin", "2011"}, {"7", "3", "11"}, {"", "", "2011"}, {"x", "3", "2011"}}) {
    const Filled wrong = birth(day, month, year);
    CAPTURE(month);
    REQUIRE(wrong.errors.size() == 1);
    CHECK(wrong.errors[0].pointer == "/answers/date_naissance");
    CHECK(wrong.errors[0].detail.starts_with("Date de naissance"));
    const auto fields = pages::Fields{catalogue().get("classique").find("date_naissance")};
    const std::string html = draw(fields, wrong);
    CHECK(html.find(wrong.errors[0].detail) != std::string::npos);
    const pages::Body again = tests::untouched(html);
    CHECK(again.text("date_naissance.jour") == day);
    CHECK(again.text("date_naissance.mois") == month);
    CHECK(again.text("date_naissance.annee") == year);
    CHECK(pages::shown_errors(fields, wrong)[0].at == "date_naissance.jour");
  }
}

TEST_CASE("an instant typed as said is kept as an instant, and its reading is shown; one not understood stays as typed") {
  const Filled read = typed("depart_au_plus_tard", {{"depart_au_plus_tard", "hier 23h"}});
  CHECK(read.answers.at("depart_au_plus_tard") == "2026-11-21T23:00:00+01:00");
  const pages::Fields fields{catalogue().get("classique").find("depart_au_plus_tard")};
  CHECK(draw(fields, read).find("Compris\u00a0: samedi 21 novembre 2026 à 23") != std::string::npos);
  const Filled wrong = typed("depart_au_plus_tard", {{"depart_au_plus_tard", "hier soir 9h"}});
  REQUIRE(wrong.errors.size() == 1);
  CHECK(wrong.answers.at("depart_au_plus_tard") == "hier soir 9h");
  CHECK(tests::untouched(draw(fields, wrong)).text("depart_au_plus_tard") == "hier soir 9h");
}

TEST_CASE("a number takes a comma; a word stays as typed") {
  CHECK(typed("age_estime", {{"age_estime", "15"}}).answers.at("age_estime") == 15);
  CHECK(typed("age_estime", {{"age_estime", "2,5"}}).answers.at("age_estime") == 2.5);
  for (const char* wrong : {"quinze", "1e3", "nan", "inf", "15 ans", "--1"}) {
    const Filled read = typed("age_estime", {{"age_estime", wrong}});
    CHECK(read.errors.size() == 1);
    CHECK(read.answers.at("age_estime") == wrong);
  }
}

TEST_CASE("« Ajouter » gives one more line and keeps the others; empty lines are left out") {
  Filled read = typed("accompagnants", {{"accompagnants.0.nom", "Zyl"}, {"accompagnants.1.nom", " "}, {"accompagnants.2.prenoms", "Ka"}, {"_ajouter", "accompagnants"}});
  CHECK(read.answers.at("accompagnants").as_array().size() == 2);
  CHECK(read.more.contains("accompagnants"));
  const std::string html = draw({catalogue().get("classique").find("accompagnants")}, read);
  CHECK(html.find("id=\"accompagnants.2.nom\"") != std::string::npos);
  CHECK(html.find("id=\"accompagnants.3.nom\"") == std::string::npos);
  CHECK(typed("surnoms", {{"surnoms", "Zizi"}, {"surnoms", ""}, {"surnoms", "Zaza"}}).answers.at("surnoms").as_array().size() == 2);
}

TEST_CASE("errors of an act come beside their field, each once, with the id of its box") {
  const forms::Form& form = catalogue().get("classique");
  Filled filled = typed("depart_au_plus_tard", {{"depart_au_plus_tard", "jadis"}});
  filled.answers["nom"] = std::string(20'001, 'a');
  pages::check_filled(filled, form, moment);
  const auto shown = pages::shown_errors(pages::fields_of(form), filled);
  const auto at = [&](std::string_view id) { return std::count_if(shown.begin(), shown.end(), [&](const auto& one) { return one.at == id; }); };
  CHECK(at("nom") == 1);
  CHECK(at("depart_au_plus_tard") == 1);  // as read, not said again by the check
  CHECK(at("declarant_qualite") == 1);
}
