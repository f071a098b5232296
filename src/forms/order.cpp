#include "forms/field_detail.hpp"

namespace vigie::forms::detail {

namespace {

std::optional<base::Instant> instant_in(const json::object& kept, std::string_view id) {
  const std::optional<std::string> text = base::find_text(kept, id);
  const std::optional<base::ParsedTime> parsed = text ? base::parse_time(*text) : std::nullopt;
  return parsed ? parsed->instant : std::nullopt;
}

/// The field that may not come before this one, by the two pairs of names that forms use.
const Field* later_of(const Form& form, const Field& earlier) {
  static constexpr std::pair<std::string_view, std::string_view> pairs[] = {{"_au_plus_tot", "_au_plus_tard"},
                                                                            {"_debut", "_fin"}};
  for (const auto& [first, last] : pairs) {
    if (!earlier.id.ends_with(first)) continue;
    const std::string stem = earlier.id.substr(0, earlier.id.size() - first.size());
    return form.find(stem + std::string(last));
  }
  return nullptr;
}

void check_pair(const Field& earlier, const Field& later, const json::object& kept, Checking& checking) {
  const std::optional<base::Instant> from = instant_in(kept, earlier.id), to = instant_in(kept, later.id);
  if (!from || !to || *from <= *to) return;
  refuse({earlier, kept.at(earlier.id), base::pointer("/answers", earlier.id), earlier.label}, checking,
         "ordre_des_instants",
         fmt::format("{} vient après « {} » ({}).", base::to_french(*from, checking.zone), later.label,
                     base::to_french(*to, checking.zone)));
}

void check_birth(const Form& form, const json::object& kept, Checking& checking) {
  const Field* birth = form.find("date_naissance");
  const std::optional<std::string> text = base::find_text(kept, "date_naissance");
  const std::optional<base::Instant> departed = instant_in(kept, "depart_au_plus_tard");
  if (!birth || !text || !departed) return;
  const std::optional<base::Date> day = base::parse_date(*text);
  if (!day || *day <= base::to_local(*departed, checking.zone).date) return;
  refuse({*birth, kept.at(birth->id), base::pointer("/answers", birth->id), birth->label}, checking,
         "date_invalide", fmt::format("la date {} suit le départ.", base::to_french(*day)));
}

}  // namespace

void check_order(const Form& form, const json::object& kept, Checking& checking) {
  for (const Field& field : form.fields) {
    if (field.type != FieldType::instant) continue;
    if (const Field* later = later_of(form, field)) check_pair(field, *later, kept, checking);
  }
  check_birth(form, kept, checking);
}

void check_required(const Form& form, const json::object& kept, Checking& checking) {
  const auto answered = [&](const std::string& id) {
    const std::string pointer = base::pointer("/answers", id);
    const auto about = [&](const base::FieldError& error) {
      return error.pointer == pointer || error.pointer.starts_with(pointer + "/");
    };
    return kept.contains(id) || std::any_of(checking.errors.begin(), checking.errors.end(), about);
  };
  for (const std::vector<std::string>& group : form.to_sign) {
    if (std::any_of(group.begin(), group.end(), answered)) continue;
    std::vector<std::string> labels;
    for (const std::string& id : group) labels.push_back(fmt::format("« {} »", form.find(id)->label));
    const std::string what = fmt::format("{}", fmt::join(labels, ", "));
    checking.errors.push_back(
        {base::pointer("/answers", group.front()), "champ_requis",
         group.size() == 1 ? fmt::format("Pour signer, répondre à {}.", what)
                           : fmt::format("Pour signer, répondre à l’une de ces questions : {}.", what)});
  }
}

}  // namespace vigie::forms::detail
