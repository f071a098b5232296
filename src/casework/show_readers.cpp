#include "casework/show_readers.hpp"

#include "store/accounts.hpp"
#include "store/merges.hpp"

namespace vigie::casework {

std::vector<ReaderView> list_readers(const store::Reading& reading, base::MinorId minor, int limit) {
  std::vector<audit::Line> lines;
  for (const base::MinorId row : store::family_of(reading, minor))  // a file that was absorbed was read under its own id
    for (audit::Line& line : store::list_openings(reading, row.text(), limit)) lines.push_back(std::move(line));
  std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.number > b.number; });
  if (lines.size() > static_cast<std::size_t>(limit)) lines.resize(static_cast<std::size_t>(limit));
  std::vector<ReaderView> readers;
  for (const audit::Line& line : lines) {
    const auto id = base::AccountId::parse(line.account);
    const auto account = id ? store::find_account(reading.sql, *id) : std::nullopt;
    const auto organisation = base::OrganisationId::parse(line.organisation);
    readers.push_back({line.at, account ? account->actor.login : line.account,
                       organisation ? store::organisation_name(reading.sql, *organisation) : std::string(), line.entry.motive});
  }
  return readers;
}

}  // namespace vigie::casework
