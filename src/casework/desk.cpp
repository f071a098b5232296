#include "casework/desk.hpp"

#include "episodes/history.hpp"

namespace vigie::embedded {
extern const std::span<const base::EmbeddedFile> forms_files;
}

namespace vigie::casework {

namespace {
const base::EmbeddedFile& rules_file() {
  for (const auto& file : embedded::forms_files)
    if (file.path.ends_with("/triage.json")) return file;
  throw base::Fault("forms/triage.json is missing");
}
}  // namespace

std::string_view embedded_rules_text() { return rules_file().content; }

triage::RuleSet embedded_rules(const forms::Catalogue& forms) {
  std::map<std::string, bool, std::less<>> known;
  for (const forms::Form* form : forms.list())
    for (const forms::Field& field : form->fields) known[field.id] = field.identifying;
  for (const std::string_view name : episodes::history_fact_names()) known[std::string(name)] = false;
  known["age"] = false;  // computed from the birth date, which no rule reads
  auto rules = triage::parse_rules(rules_file(), known);
  if (!rules) throw base::Fault(rules.error().text);
  return std::move(*rules);
}

const Askable::Answers& Askable::of(const Desk& desk, const std::set<std::string>& forms) {
  const std::lock_guard lock(gate_);
  const auto known = known_.find(forms);
  if (known != known_.end()) return known->second;
  Answers answers = triage::answers_to_try(desk.rules);
  std::erase_if(answers, [&](const auto& answer) {
    return std::none_of(forms.begin(), forms.end(), [&](const auto& id) {
      const forms::Form* form = desk.forms.find(id);
      return form && form->find(answer.first);
    });
  });
  return known_.emplace(forms, std::move(answers)).first->second;
}

base::Error unknown_to_you(std::string_view what) {
  return {base::Kind::not_found, "introuvable", fmt::format("{} : introuvable.", what)};
}

base::Error conflict(std::string code, std::string text) { return {base::Kind::conflict, std::move(code), std::move(text)}; }

}  // namespace vigie::casework
