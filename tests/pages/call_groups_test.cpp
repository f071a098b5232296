// Every question of a call has one place on its page.
#include <doctest/doctest.h>

#include <map>

#include "pages/call_view.hpp"
#include "pages/typed_piece.hpp"
#include "tests/pages/forms_read.hpp"

using namespace vigie;
using tests::catalogue;
using tests::moment;
namespace json = boost::json;

namespace {

pages::Body body_of(std::initializer_list<std::pair<const char*, const char*>> pairs) {
  http::Pairs all;
  for (const auto& [name, value] : pairs) all.emplace_back(name, value);
  return pages::Body(std::move(all));
}

}  // namespace

TEST_CASE("every field of « appel » but the narrative is in one group, once") {
  const forms::Form& form = catalogue().get("appel");
  std::map<std::string, int> times;
  for (const pages::CallGroup& group : pages::call_groups(form)) {
    CHECK(group.shown.size() <= 12);
    for (const auto* field : group.shown) ++times[field->id];
    for (const auto* field : group.folded) ++times[field->id];
  }
  for (const forms::Field& field : form.fields) {
    CAPTURE(field.id);
    CHECK(times[field.id] == (field.id == "recit" ? 0 : 1));
  }
}

TEST_CASE("a piece of a call says the fields it names and no other; a form sent whole says what differs from what it was drawn with") {
  const forms::Form& form = catalogue().get("appel");
  const auto piece = pages::call_patch(form, body_of({{"_champs", "nom alcool"}, {"nom", "Zyl"}, {"prenoms", "Kaïs"}}), moment);
  CHECK(piece == json::object{{"answers", json::object{{"nom", "Zyl"}, {"alcool", nullptr}}}});
  const auto whole = pages::call_patch(form, body_of({{"nom", "Zyl"}, {"prenoms", "Kaïs"}, {"recit", ""}, {"_vu", R"({"prenoms": "Kaïs", "recit": "Un."})"}}), moment);
  CHECK(whole == json::object{{"answers", json::object{{"nom", "Zyl"}, {"recit", nullptr}}}});
}

TEST_CASE("a minor is chosen, said to be new, or not chosen any more") {
  const forms::Form& form = catalogue().get("appel");
  const auto said = [&](const char* choice) {
    auto patch = pages::call_patch(form, body_of({{"_champs", ""}, {"_mineur", choice}}), moment);
    patch.erase("answers");
    return patch;
  };
  constexpr const char* id = "01234567-89ab-7def-8123-456789abcdef";
  CHECK(said(id) == json::object{{"minor", id}, {"new_minor", nullptr}});
  CHECK(said("nouveau") == json::object{{"minor", nullptr}, {"new_minor", true}});
  CHECK(said("aucun") == json::object{{"minor", nullptr}, {"new_minor", nullptr}});
  CHECK(said("<script>") == json::object{{"minor", nullptr}, {"new_minor", nullptr}});
  CHECK(said("").empty());
}

TEST_CASE("an answer is told in words: unknown is not no, not asked is neither") {
  const forms::Form& form = catalogue().get("appel");
  const auto words = [&](const char* field, const json::value& answer) { return pages::answer_in_words(*form.find(field), answer, moment); };
  CHECK(words("alcool", "oui") == "Oui");
  CHECK(words("alcool", "non") == "Non");
  CHECK(words("alcool", "inconnu") == "Ne sait pas");
  CHECK(pages::answer_in_words(*form.find("alcool"), {}, moment) == "Non posée");
  CHECK(pages::answer_in_words(*form.find("nom"), {}, moment) == "Non renseigné");
  CHECK(words("appelant_qualite", "mere") == "Mère");
  CHECK(words("date_naissance", "2011-03-07") == "07/03/2011");
  CHECK(words("date_naissance", "31/02/2011") == "31/02/2011");
  CHECK(words("depart_au_plus_tard", "2026-11-21T18:05:00+01:00") == "21/11/2026 18:05");
  CHECK(words("telephones", json::array{"06 39 98 12 34", "01 99 00 12 34"}) == "06 39 98 12 34, 01 99 00 12 34");
}
