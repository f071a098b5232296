#include "pages/alert_view.hpp"

#include "pages/french.hpp"
#include "pages/navigation.hpp"

namespace vigie::pages {

void show_held(Dict& at, const store::HeldAlert& held, std::string_view zone, base::Instant now) {
  const alerts::Alert& alert = held.alert;
  at.set("LABEL", tied(alerts::kind(alert.kind).label));
  at.set("DUE", show_instant(alert.due_at, zone)).set("DUE_IN", show_ago(alert.due_at, now));
  if (alerts::overdue(alert, now)) at.add("OVERDUE").set("LATE", show_duration(now - alert.due_at));
  if (!held.acknowledged_by.empty()) at.add("HOLDER").set("WHO", held.acknowledged_by);
  else at.show("NOBODY");
  if (!held.assigned_to.empty() && held.assigned_to != held.acknowledged_by) at.add("GIVEN").set("WHO", held.assigned_to);
}

std::string addressee_of(const casework::AlertView& view) {
  if (view.alert.role == access::Role::admin) return view.organisation;  // no role is in its audience
  return std::string(label_of(view.alert.role));
}

std::string_view show_outcome(std::string_view outcome) {
  if (outcome == "confirme") return "confirmé";
  if (outcome == "infirme") return "infirmé";
  if (outcome == "indetermine") return "indéterminé";
  if (outcome == "transmis") return "transmis";
  if (outcome == "retour") return "retour enregistré";
  if (outcome == "fpr") return "FPR à jour";
  if (outcome == "decision") return "décision prise";
  if (outcome == "cloture") return "absence close";
  return "fait";
}

std::string back_from(const Body& body) {
  const std::string told = local_path(body.text("retour"));
  const bool known = told.starts_with("/veille") || told.starts_with("/alertes") || told.starts_with("/releve");
  return known ? told : "/veille";
}

}  // namespace vigie::pages
