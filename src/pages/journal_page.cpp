#include <charconv>

#include "base/text.hpp"
#include "pages/french.hpp"
#include "pages/handlers.hpp"
#include "pages/page.hpp"
#include "store/accounts.hpp"

namespace vigie::pages {

namespace {

constexpr int lines_at_once = 100;

struct AskedJournal {
  std::string login, act, subject;
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
};

AskedJournal read_asked_journal(const http::Request& request) {
  const auto value = [&](std::string_view name) { return base::trim(request.query_value(name).value_or("")); };
  AskedJournal asked{value("compte"), value("acte"), value("objet")};
  const std::string before = value("avant");
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(before.data(), before.data() + before.size(), number);
  if (error == std::errc() && end == before.data() + before.size() && number > 0) asked.before = number;
  return asked;
}

/// Codes of the log and logins need no escaping in an address; what does is not one of them, and finds nothing.
bool plain_text(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("._-@").find(c) != std::string_view::npos;
  });
}

std::string address_of(const AskedJournal& asked, std::int64_t before) {
  return fmt::format("/admin/journal?compte={}&acte={}&objet={}&avant={}", asked.login, asked.act, asked.subject, before);
}

/// A login; of a system account its name; of a sign-in that failed, nobody.
std::string show_who(const audit::Line& line, const std::map<std::string, std::string>& logins) {
  const auto login = logins.find(line.account);
  if (login != logins.end()) return login->second;
  return line.account == base::AccountId{}.text() ? "aucun compte" : line.account;
}

void show_line(Dict& table, const audit::Line& line, const std::map<std::string, std::string>& logins) {
  Dict row = table.add("ROW");
  row.set("NUMBER", line.number).set("AT", show_instant(line.at)).set("WHO", show_who(line, logins));
  row.set("ACT", line.entry.act).set("SUBJECT", line.entry.subject).set_part("SUBJECT_ID", line.entry.subject_id);
  row.set_part("MOTIVE", line.entry.motive).set_part("DETAIL", line.entry.detail);
}

}  // namespace

http::Response get_journal(const Context& context, const http::Request& request, const access::Actor& actor) {
  const AskedJournal asked = read_asked_journal(request);
  Page page(request, actor, "Journal", "journal.html");
  Dict& body = page.body();
  body.set("LOGIN", asked.login).set("ACT", asked.act).set("SUBJECT", asked.subject);
  context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    const auto accounts = store::list_accounts(reading.sql);
    std::map<std::string, std::string> logins;
    for (const store::Account& one : accounts) logins[one.actor.account.text()] = one.actor.login;
    std::string account = asked.login;
    for (const store::Account& one : accounts)
      if (one.actor.login == asked.login) account = one.actor.account.text();
    if (!plain_text(asked.login) || !plain_text(asked.act) || !plain_text(asked.subject)) return (void)body.show("NONE");
    const auto lines = store::list_audit(reading, asked.subject, account, asked.before, lines_at_once + 1, asked.act);
    if (lines.empty()) return (void)body.show("NONE");
    Dict table = body.add("TABLE");
    for (std::size_t i = 0; i < std::min<std::size_t>(lines.size(), lines_at_once); ++i) show_line(table, lines[i], logins);
    if (lines.size() > lines_at_once) body.add("NEXT").set("PATH", address_of(asked, lines[lines_at_once - 1].number));
    if (asked.before != std::numeric_limits<std::int64_t>::max()) body.add("FIRST").set("PATH", fmt::format("/admin/journal?compte={}&acte={}&objet={}", asked.login, asked.act, asked.subject));
  });
  return page.answer();
}

}  // namespace vigie::pages
