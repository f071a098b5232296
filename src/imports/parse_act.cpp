#include "imports/line_detail.hpp"

namespace vigie::imports {

namespace {

constexpr std::size_t longest_reason = 20'000;  // characters, as those of the API

void read_fpr(Members& members, Act& act) {
  act.inscrit_le = members.instant("inscrit_le", false);
  act.desinscrit_le = members.instant("desinscrit_le", false);
  act.numero = members.text("numero", false, 60);
  act.categorie = members.text("categorie", false, 10);
  act.service = members.text("service", false, 200);
  act.motif_de_non_inscription = members.text("motif_de_non_inscription", false, 2000);
}

void read_answered(Members& members, Act& act) {
  const auto said = members.object("assessment", false);
  if (said.empty()) return;
  Members answered(said, "/assessment");
  const auto at = answered.instant("at", true);
  act.assessment = {at.value_or(base::Instant{}), answered.text("qualification", true, 20), answered.text("level", true, 20)};
  members.refuse(answered.errors());
}

void read_decision(Members& members, Act& act) {
  read_answered(members, act);
  act.qualification = members.text("qualification", true, 20);
  act.level = members.text("level", true, 20);
  act.reason = members.text("reason", false, longest_reason);
}

void read_disagreement(Members& members, Act& act) {
  act.decision = members.key("decision", false);
  act.qualification = members.text("qualification", true, 20);
  act.declarant = members.text("declarant", true, 200);
  act.reason = members.text("reason", true, longest_reason);
}

std::optional<Act::Sort> parse_sort(std::string_view text) {
  for (const Act::Sort sort : {Act::Sort::fpr, Act::Sort::decision, Act::Sort::disagreement})
    if (to_text(sort) == text) return sort;
  return std::nullopt;
}

}  // namespace

std::string_view to_text(Act::Sort sort) {
  switch (sort) {
    case Act::Sort::fpr: return "fpr";
    case Act::Sort::decision: return "decision";
    case Act::Sort::disagreement: break;
  }
  return "disagreement";
}

base::Result<Line> read_act(const boost::json::object& object) {
  Members members(object);
  Line line;
  const auto sort = parse_sort(members.text("act", true));
  if (!sort) return base::field_error("/act", "acte_inconnu", "Cet acte ne peut pas être importé (fpr, decision ou disagreement).");
  read_any(members, object, line);
  line.signed_at = members.instant("signed_at", true).value_or(base::Instant{});
  Act& act = line.act.emplace();
  act.sort = *sort;
  act.declaration = members.key("declaration", true);
  act.by = members.key("by", false);
  if (act.sort == Act::Sort::fpr) read_fpr(members, act);
  else if (act.sort == Act::Sort::decision) read_decision(members, act);
  else read_disagreement(members, act);
  if (const auto fine = members.done(); !fine) return fine.error();
  return line;
}

}  // namespace vigie::imports
