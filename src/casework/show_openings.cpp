#include "casework/show_openings.hpp"

#include "store/accounts.hpp"
#include "store/signers.hpp"

namespace vigie::casework {

namespace {

bool signed_something(const store::Reading& reading, base::EpisodeId episode) {
  const auto all = store::list_signed(reading, episode);
  return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.organisation == reading.scope.organisation; });
}

/// With the names of who acted.
template <class View, class Told>
std::vector<View> named(const store::Reading& reading, base::EpisodeId episode, std::vector<Told> all) {
  std::vector<View> views;
  if (all.empty()) return views;
  const bool holds = signed_something(reading, episode);
  for (Told& told : all) {
    if (!holds && told.organisation != reading.scope.organisation) continue;
    View view;
    view.organisation = store::organisation_name(reading.sql, told.organisation);
    if (const auto account = store::find_account(reading.sql, told.account)) view.by = account->actor.login;
    view.told = std::move(told);
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace

std::vector<RequestView> show_requests(const store::Reading& reading, base::EpisodeId episode) {
  return named<RequestView>(reading, episode, store::list_transmission_requests(reading, episode));
}

std::vector<UrgentView> show_urgent_accesses(const store::Reading& reading, base::EpisodeId episode) {
  return named<UrgentView>(reading, episode, store::list_urgent_accesses(reading, episode));
}

}  // namespace vigie::casework
