#include "casework/draft_detail.hpp"
#include "casework/open_file.hpp"
#include "store/accounts.hpp"

namespace vigie::casework {

DraftView show_draft(const store::Reading& reading, store::Draft draft) {
  const auto login = [&](base::AccountId id) {
    const auto account = store::find_account(reading.sql, id);
    return account ? account->actor.login : std::string();
  };
  DraftView view{std::move(draft), {}, {}};
  view.opened_by = login(view.draft.opened_by);
  view.saved_by = view.draft.saved_by == view.draft.opened_by ? view.opened_by : login(view.draft.saved_by);
  return view;
}

base::Result<DraftView> open_draft(const Desk& desk, const access::Actor& actor, base::DraftId id, const std::string& motive) {
  const auto find = [&] {
    return desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) -> std::optional<DraftView> {
      auto draft = find_own_draft(reading, actor, id);
      if (!draft) return std::nullopt;
      return show_draft(reading, std::move(*draft));
    });
  };
  if (!find()) return unknown_to_you("Brouillon");
  if (const auto noted = note_opening(desk, actor, "draft", id.text(), motive); !noted) return noted.error();
  auto view = find();
  if (!view) return unknown_to_you("Brouillon");
  return std::move(*view);
}

std::vector<DraftView> list_drafts(const Desk& desk, const access::Actor& actor,
                                   const std::optional<std::pair<std::int64_t, std::string>>& after, int limit) {
  return desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    std::vector<store::Draft> drafts;
    for (const forms::Form* form : desk.forms.list()) {
      if (!access::may_sign(actor.role, form->id)) continue;
      for (store::Draft& draft : store::list_drafts(reading, {actor.organisation, form->id, after, limit}))
        drafts.push_back(std::move(draft));
    }
    std::sort(drafts.begin(), drafts.end(),
              [](const auto& a, const auto& b) { return std::tie(b.opened_at, b.id) < std::tie(a.opened_at, a.id); });
    if (drafts.size() > static_cast<std::size_t>(limit)) drafts.resize(static_cast<std::size_t>(limit));
    std::vector<DraftView> views;
    for (store::Draft& draft : drafts) views.push_back(show_draft(reading, std::move(draft)));
    return views;
  });
}

std::vector<DraftView> list_signed_drafts(const Desk& desk, const access::Actor& actor, const std::string& form, base::Instant since, int limit) {
  return desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    std::vector<DraftView> views;
    if (!access::may_sign(actor.role, form)) return views;
    for (store::Draft& draft : store::list_signed_drafts(reading, actor.organisation, form, since, limit)) views.push_back(show_draft(reading, std::move(draft)));
    return views;
  });
}

}  // namespace vigie::casework
