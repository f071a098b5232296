#include <doctest/doctest.h>

#include "imports/line.hpp"

using namespace vigie;
using imports::Act;

namespace {

std::string with_members(std::string_view act, std::string_view more) {
  return fmt::format(R"({{"key":"k-1","act":"{}","organisation":"BPM","signed_at":"2024-03-02T21:00:00.250+01:00","declaration":"a-1",{}}})", act, more);
}
const std::string decision = with_members("decision", R"("by":"Mme Zylba","assessment":{"at":"2024-03-02T20:00:00+01:00","qualification":"a_examiner","level":"vigilance"},"qualification":"classique","level":"aucun","reason":"Vu\navec elle.")");
const std::string entry = with_members("fpr", R"("inscrit_le":"2024-03-02T20:30:00+01:00","numero":"F-1","categorie":"M","service":"BPM")");
const std::string dispute = with_members("disagreement", R"("decision":"k-0","qualification":"classique","declarant":"La mère","reason":"Non.")");

std::string refused(std::string text, std::string_view what, std::string_view by) {
  const auto line = imports::parse_line(text.replace(text.find(what), what.size(), by));
  if (line) return "";
  std::string said;
  for (const auto& field : line.error().fields) said += field.pointer + " " + field.code + " ";
  return said;
}

}  // namespace

TEST_CASE("the line of an act says what was done, about which absence, by whom and when") {
  const auto line = imports::parse_line(decision);
  REQUIRE(line.ok());
  REQUIRE(line->act);
  CHECK(line->key == "k-1");
  CHECK(line->organisation == "BPM");
  CHECK(line->signed_at.ms == 1'709'409'600'250);
  CHECK(line->act->sort == Act::Sort::decision);
  CHECK(line->act->declaration == "a-1");
  CHECK(line->act->by == "Mme Zylba");
  REQUIRE(line->act->assessment);
  CHECK(line->act->assessment->level == "vigilance");
  CHECK(line->act->reason == "Vu\navec elle.");
  CHECK(imports::parse_line(entry)->act->inscrit_le->ms == 1'709'407'800'000);
  CHECK(imports::parse_line(dispute)->act->decision == "k-0");
}

TEST_CASE("what an act says is read again as it was written") {
  for (const std::string& text : {decision, entry, dispute}) {
    const auto told = base::parse_json(text)->get_object();
    for (const auto& [key, value] : imports::to_json(*imports::parse_line(text)->act)) {
      CAPTURE(std::string(key));
      CHECK(told.at(key) == value);
    }
    CHECK(imports::to_json(*imports::parse_line(text)->act).size() + 4 == told.size());
  }
}

TEST_CASE("a line of an act that is none is refused at its place") {
  CHECK(refused(decision, "\"decision\"", "\"oubli\"") == "/act acte_inconnu ");
  CHECK(refused(decision, "\"declaration\":\"a-1\",", "") == "/declaration champ_requis ");
  CHECK(refused(decision, "\"level\":\"aucun\"", "\"niveau\":\"aucun\"") == "/level champ_requis /niveau membre_inconnu ");
  CHECK(refused(decision, "\"at\":\"2024-03-02T20:00:00+01:00\"", "\"at\":\"2024-03-02T20:00\"") == "/assessment/at instant_invalide ");
  CHECK(refused(decision, "\"at\":\"2024-03-02T20:00:00+01:00\"", "\"when\":1") == "/assessment/at champ_requis /assessment/when membre_inconnu ");
  CHECK(refused(decision, "2024-03-02T21:00:00.250+01:00", "2024-03-02T21:00") == "/signed_at instant_invalide ");
  CHECK(refused(decision, "Vu\\navec", "Vu\\u001favec") == "/reason caractere_de_controle ");
  CHECK(refused(decision, "Mme Zylba", "Mme\\nZylba") == "/by cle_invalide ");
  CHECK(refused(entry, "F-1", std::string(61, '1')) == "/numero texte_trop_long ");
  CHECK(refused(entry, "\"service\"", "\"reason\"") == "/reason membre_inconnu ");
  CHECK(refused(dispute, "La mère", " ") == "/declarant champ_requis ");
  CHECK(refused(dispute, "\"reason\":\"Non.\"", "\"reason\":1") == "/reason type_invalide ");
}

TEST_CASE("of one instant, acts are told after declarations, decisions before what disputes them") {
  const auto declaration = imports::place_of(R"({"key":"a","form":"classique","signed_at":"2024-03-02T21:00:00.250+01:00","answers":{"recit":"\"act\":\"fpr\""}})");
  CHECK(declaration < imports::place_of(entry));
  CHECK(imports::place_of(entry) < imports::place_of(decision));
  CHECK(imports::place_of(decision) < imports::place_of(dispute));
}
