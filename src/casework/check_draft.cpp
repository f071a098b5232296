#include "base/text.hpp"
#include "casework/draft_detail.hpp"

namespace vigie::casework {

namespace {

constexpr std::size_t longest_text = 20'000;  // characters, as when signed
constexpr std::size_t most_errors = 50;

bool has_long_text(const boost::json::value& value) {
  if (const auto* text = value.if_string()) return text->size() > longest_text && base::length_of(*text) > longest_text;
  if (const auto* list = value.if_array()) return std::any_of(list->begin(), list->end(), has_long_text);
  if (const auto* object = value.if_object())
    return std::any_of(object->begin(), object->end(), [](const auto& member) { return has_long_text(member.value()); });
  return false;
}

std::string answer_pointer(std::string_view field) { return base::pointer("/answers", field); }

/// The value at "/form", "/minor" or "/answers/<field>" of a patch or of what a draft holds; nothing when it is not said.
const boost::json::value* said_at(const boost::json::object& said, const std::string& pointer) {
  constexpr std::string_view answers = "/answers/";
  if (!pointer.starts_with(answers)) return said.if_contains(pointer.substr(1));
  const boost::json::value* all = base::find(said, "answers");
  if (!all) return nullptr;
  for (const auto& [key, value] : all->get_object())
    if (answer_pointer(key) == pointer) return &value;
  return nullptr;
}

/// What the value at a pointer would be once `patch` is merged.
boost::json::value merged_at(const boost::json::object& said, const DraftPatch& patch, const std::string& pointer) {
  const boost::json::value* stands = said_at(said, pointer);
  boost::json::value value = stands ? *stands : boost::json::value();
  if (const boost::json::value* proposed = said_at(patch, pointer)) merge(value, *proposed);
  return value;
}

std::string label_of(const Desk& desk, const std::string& pointer) {
  if (pointer == "/form") return "Le formulaire";
  if (pointer == "/minor" || pointer == "/new_minor") return "Le choix du mineur";
  if (pointer == "/episode" || pointer == "/new_episode") return "Le choix de l’absence";
  const std::string field = pointer.substr(std::string_view("/answers/").size());
  const forms::Field* known = desk.forms.find_field(field);
  return known ? known->label : field;
}

base::FieldError difference(const Desk& desk, const std::string& pointer, bool disputed) {
  const std::string label = label_of(desk, pointer);
  if (disputed)
    return {pointer, "a_choisir", fmt::format("{} : modifié des deux côtés, choisissez la valeur à garder.", label)};
  return {pointer, "modifie_depuis", fmt::format("{} : modifié depuis que vous l’avez lu.", label)};
}

}  // namespace

std::optional<store::Draft> find_own_draft(const store::Reading& reading, const access::Actor& actor, base::DraftId id) {
  auto draft = store::find_draft(reading, actor.organisation, id);
  if (draft && !access::may_sign(actor.role, draft->form)) return std::nullopt;
  return draft;
}

void merge(boost::json::value& target, const boost::json::value& patch) {
  if (!patch.is_object()) {
    target = patch;
    return;
  }
  if (!target.is_object()) target = boost::json::object();
  for (const auto& [key, value] : patch.get_object()) {
    if (value.is_null()) target.get_object().erase(key);
    else merge(target.get_object()[key], value);
  }
}

base::Status check_patch(const Desk& desk, const access::Actor& actor, std::string_view form_id,
                         const boost::json::object& held, const DraftPatch& patch) {
  const auto known = check_form(desk, actor, form_id, forms::Purpose::sign);
  if (!known) return known.error();
  const forms::Form& form = **known;
  const boost::json::value* answers = base::find(patch, "answers");
  if (!answers) return base::Done{};
  std::vector<base::FieldError> errors;
  for (const auto& [key, value] : answers->get_object()) {
    if (!form.find(key) && !held.contains(key))
      errors.push_back({answer_pointer(key), "champ_inconnu", fmt::format("Le formulaire « {} » n’a pas ce champ.", form.title)});
    else if (has_long_text(value))
      errors.push_back({answer_pointer(key), "texte_trop_long",
                        fmt::format("{} : pas plus de {} caractères.", label_of(desk, answer_pointer(key)), longest_text)});
    if (errors.size() == most_errors) break;
  }
  if (errors.empty()) return base::Done{};
  std::string text = errors.size() == 1 ? errors.front().detail : fmt::format("{} réponses sont à corriger.", errors.size());
  return base::Error{base::Kind::invalid, "champ_invalide", std::move(text), std::move(errors)};
}

base::Status check_fresh(const Desk& desk, const store::Draft& draft, const Seen& seen, const DraftPatch& patch) {
  if (!seen.version || *seen.version == draft.version) return base::Done{};
  boost::json::object said = draft.said;
  said["form"] = draft.form;
  base::Error stale{base::Kind::stale, "version_depassee",
                    fmt::format("Ce brouillon a changé depuis que vous l’avez lu (version {}, et non {}). Relisez-le, gardez ce "
                                "qui convient champ par champ, puis enregistrez de nouveau.", draft.version, *seen.version)};
  for (const auto& [pointer, version] : draft.changed) {
    if (version <= *seen.version) continue;
    const bool proposed = said_at(patch, pointer) != nullptr;
    const boost::json::value* stands = said_at(said, pointer);
    const bool alike = merged_at(said, patch, pointer) == (stands ? *stands : boost::json::value());
    if (!proposed || !alike) stale.fields.push_back(difference(desk, pointer, proposed));
  }
  return stale;
}

base::Status check_seen(const Desk& desk, const store::Draft& draft, const Seen& seen, const DraftPatch& patch) {
  if (draft.declaration)
    return base::Error{base::Kind::conflict, "deja_signe",
                       fmt::format("Ce brouillon est signé : la déclaration {} en est issue.", draft.declaration->text())};
  if (!seen.told)
    return base::Error{base::Kind::precondition_required, "version_requise",
                       "Dites quelle version du brouillon vous avez lue : l’en-tête If-Match reprend son ETag."};
  return check_fresh(desk, draft, seen, patch);
}

}  // namespace vigie::casework
