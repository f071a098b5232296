#include "forms/definition.hpp"

namespace vigie::embedded {
extern const std::span<const base::EmbeddedFile> forms_files;
}

namespace vigie::forms {

namespace {

base::Error refusal(std::string text) {
  return {base::Kind::invalid, "formulaire_invalide", std::move(text)};
}

/// What makes two fields of one id the same question; labels, help and order of choices may differ.
std::string meaning_of(const Field& field) {
  std::set<std::string_view> codes;
  for (const Choice& choice : field.choices) codes.insert(choice.code);
  std::string meaning = fmt::format("{} [{}]{}", to_text(field.type), fmt::join(codes, " "),
                                    field.identifying ? " identifiant" : "");
  for (const Field& part : field.parts) meaning += fmt::format(" {}: {}", part.id, meaning_of(part));
  return meaning;
}

std::size_t rank_of(std::string_view id) {
  static constexpr std::string_view order[] = {"classique", "inquietante", "appel", "retour", "entretien", "preventive"};
  return static_cast<std::size_t>(std::find(std::begin(order), std::end(order), id) - std::begin(order));
}

}  // namespace

base::Result<Catalogue> Catalogue::load(std::span<const base::EmbeddedFile> files) {
  Catalogue catalogue;
  for (const base::EmbeddedFile& file : files) {
    base::Result<Form> form = parse_form(file);
    if (!form) return std::move(form).error();
    std::pair<std::string, int> key{form->id, form->version};
    if (catalogue.forms_.contains(key))
      return refusal(fmt::format("{}: /id: {} version {} existe déjà", file.path, key.first, key.second));
    catalogue.forms_.emplace(std::move(key), std::move(form).value());
  }
  std::map<std::string_view, std::pair<std::string, std::string_view>> meanings;
  for (const Form* form : catalogue.list()) {
    for (const Field& field : form->fields) {
      const auto [known, added] = meanings.try_emplace(field.id, meaning_of(field), form->id);
      if (!added && known->second.first != meaning_of(field))
        return refusal(fmt::format("{}: /fields/{}: n’a pas le sens qu’il a dans {} : {} ; {}", form->id,
                                   field.id, known->second.second, meaning_of(field), known->second.first));
    }
  }
  return catalogue;
}

Catalogue Catalogue::embedded() {
  std::vector<base::EmbeddedFile> files;
  for (const base::EmbeddedFile& file : vigie::embedded::forms_files)
    if (!file.path.starts_with("forms/triage")) files.push_back(file);
  base::Result<Catalogue> catalogue = load(files);
  if (!catalogue) throw base::Fault(catalogue.error().text);
  return std::move(catalogue).value();
}

const Form* Catalogue::find(std::string_view id) const {
  const Form* latest = nullptr;
  for (const auto& [key, form] : forms_)
    if (key.first == id) latest = &form;
  return latest;
}

const Form* Catalogue::find(std::string_view id, int version) const {
  const auto found = forms_.find(std::pair{std::string(id), version});
  return found == forms_.end() ? nullptr : &found->second;
}

const Form& Catalogue::get(std::string_view id) const {
  const Form* form = find(id);
  base::require(form != nullptr, "the form that is asked for exists");
  return *form;
}

std::vector<const Form*> Catalogue::list() const {
  std::map<std::pair<std::size_t, std::string_view>, const Form*> latest;
  for (const auto& [key, form] : forms_) latest[{rank_of(key.first), key.first}] = &form;
  std::vector<const Form*> forms;
  for (const auto& [rank, form] : latest) forms.push_back(form);
  return forms;
}

const Field* Catalogue::find_field(std::string_view field_id) const {
  for (const Form* form : list())
    if (const Field* field = form->find(field_id)) return field;
  return nullptr;
}

access::FieldKinds Catalogue::kinds_of(std::string_view id) const {
  access::FieldKinds kinds;
  for (const auto& [key, form] : forms_)
    if (key.first == id) kinds |= form.kinds;
  return find(id) ? kinds : kinds.set();
}

}  // namespace vigie::forms
