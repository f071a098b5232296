#include "casework/desk.hpp"

#include "episodes/history.hpp"

namespace vigie::embedded {
extern const std::span<const base::EmbeddedFile> forms_files;
}

namespace vigie::casework {

triage::RuleSet embedded_rules(const forms::Catalogue& forms) {
  std::map<std::string, bool, std::less<>> known;
  for (const forms::Form* form : forms.list())
    for (const forms::Field& field : form->fields) known[field.id] = field.identifying;
  for (const std::string_view name : episodes::history_fact_names()) known[std::string(name)] = false;
  known["age"] = false;  // computed from the birth date, which no rule reads
  for (const auto& file : embedded::forms_files) {
    if (!file.path.ends_with("/triage.json")) continue;
    auto rules = triage::parse_rules(file, known);
    if (!rules) throw base::Fault(rules.error().text);
    return std::move(*rules);
  }
  throw base::Fault("forms/triage.json is missing");
}

base::Error unknown_to_you(std::string_view what) {
  return {base::Kind::not_found, "introuvable", fmt::format("{} : introuvable.", what)};
}

base::Status check_version(const std::optional<std::int64_t>& seen, std::int64_t actual) {
  if (!seen || *seen == actual) return base::Done{};
  return base::Error{base::Kind::stale, "version_depassee",
                     fmt::format("Ce dossier a changé depuis que vous l’avez lu (version {}, et non {}). Relisez-le avant "
                                 "de recommencer.", actual, *seen)};
}

}  // namespace vigie::casework
