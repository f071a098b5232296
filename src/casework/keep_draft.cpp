#include "casework/draft_detail.hpp"

namespace vigie::casework {

namespace {

constexpr std::size_t largest = 1024 * 1024;  // bytes: what could not be sent at once is not typed piece by piece

/// Merges the patch into the draft and notes what it changed, as of the next version. Whether anything did.
bool type_into(store::Draft& draft, const DraftPatch& patch) {
  const std::int64_t version = draft.version + 1;
  bool changed = false;
  const auto note = [&](const std::string& pointer, bool differs) {
    if (differs) draft.changed[pointer] = version;
    changed |= differs;
  };
  boost::json::object before = draft.said;
  DraftPatch rest = patch;
  if (const auto form = base::find_text(patch, "form")) {
    note("/form", *form != draft.form);
    draft.form = *form;
    rest.erase("form");
  }
  boost::json::value said = std::move(draft.said);
  merge(said, rest);
  draft.said = std::move(said.get_object());
  const auto differs = [](const boost::json::object& one, const boost::json::object& other, std::string_view key) {
    const auto *a = one.if_contains(key), *b = other.if_contains(key);
    return (a == nullptr) != (b == nullptr) || (a && *a != *b);
  };
  for (const auto& [key, value] : rest) {
    if (key == "sections") changed |= differs(before, draft.said, key);  // how far one went is nobody's to dispute
    else if (key != "answers") note(base::pointer("", key), differs(before, draft.said, key));
    else
      for (const auto& [field, answer] : value.get_object())
        note(base::pointer("/answers", field),
             differs(before.at("answers").get_object(), draft.said.at("answers").get_object(), field));
  }
  return changed;
}

base::Status check_size(const store::Draft& draft) {
  if (base::to_text(draft.said).size() <= largest) return base::Done{};
  return base::field_error("/answers", "brouillon_trop_long", "Ce brouillon dépasse 1 Mio : raccourcissez un texte.");
}

/// What an earlier request with this key opened.
base::Result<DraftView> opened_before(store::Unit& unit, const access::Actor& actor, const boost::json::object& result) {
  const auto id = base::DraftId::parse(base::find_text(result, "draft").value_or(""));
  auto draft = id ? find_own_draft(unit.reading(), actor, *id) : std::nullopt;
  if (!draft)
    return base::Error{base::Kind::conflict, "brouillon_abandonne", "Le brouillon que cette demande avait ouvert a été abandonné."};
  unit.commit({"repetition", "draft", id->text(), "", draft->form});
  return show_draft(unit.reading(), std::move(*draft));
}

}  // namespace

base::Result<DraftView> begin_draft(const Desk& desk, const access::Actor& actor, const DraftPatch& patch,
                                    const std::optional<store::Repetition>& repetition) {
  const std::string form = base::find_text(patch, "form").value_or("");
  if (const auto fits = check_patch(desk, actor, form, {}, patch); !fits) return fits.error();
  store::Draft draft;
  type_into(draft, patch);
  if (const auto fits = check_size(draft); !fits) return fits.error();
  return desk.store.write<DraftView>(actor, [&](store::Unit& unit) -> base::Result<DraftView> {
    if (repetition) {
      const auto before = store::find_repetition(unit.reading(), actor, *repetition);
      if (!before) return before.error();
      if (*before) return opened_before(unit, actor, **before);
    }
    draft.id = base::DraftId::make(unit.now());
    store::add_draft(unit, draft);
    store::mark_opening(unit, draft.id.text());
    if (repetition) store::add_repetition(unit, *repetition, {{"draft", draft.id.text()}});
    unit.commit({"brouillon", "draft", draft.id.text(), "", fmt::format("form={}", draft.form)});
    return show_draft(unit.reading(), draft);
  });
}

base::Result<DraftView> save_draft(const Desk& desk, const access::Actor& actor, base::DraftId id, const DraftPatch& patch,
                                   const Seen& seen) {
  return desk.store.write<DraftView>(actor, [&](store::Unit& unit) -> base::Result<DraftView> {
    auto draft = find_own_draft(unit.reading(), actor, id);
    if (!draft) return unknown_to_you("Brouillon");
    if (const auto fits = check_seen(desk, *draft, seen, patch); !fits) return fits.error();
    const std::string form = base::find_text(patch, "form").value_or(draft->form);
    const auto& held = draft->said.at("answers").get_object();
    if (const auto fits = check_patch(desk, actor, form, held, patch); !fits) return fits.error();
    const bool changed = type_into(*draft, patch);
    if (const auto fits = check_size(*draft); !fits) return fits.error();
    if (changed) store::save_draft(unit, *draft);
    unit.commit_draft_save({"brouillon_repris", "draft", id.text(), "", fmt::format("form={}", draft->form)});
    return show_draft(unit.reading(), std::move(*draft));
  });
}

base::Status abandon_draft(const Desk& desk, const access::Actor& actor, base::DraftId id, const Seen& seen) {
  return desk.store.write<base::Done>(actor, [&](store::Unit& unit) -> base::Result<base::Done> {
    const auto draft = find_own_draft(unit.reading(), actor, id);
    if (!draft) return unknown_to_you("Brouillon");
    if (const auto fits = check_seen(desk, *draft, seen, {}); !fits) return fits.error();
    store::remove_draft(unit, *draft);
    unit.commit({"brouillon_abandonne", "draft", id.text(), "", fmt::format("form={} version={}", draft->form, draft->version)});
    return base::Done{};
  });
}

}  // namespace vigie::casework
