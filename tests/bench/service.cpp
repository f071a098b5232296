#include "tests/bench/service.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <thread>

#include "base/error.hpp"

namespace vigie::bench {

namespace {

/// The demo says much before it listens; what it says is read once it answers.
double wait_for_livez(int port, Clock::time_point begun) {
  const std::string livez = request("GET", "/livez", "");
  while (ms_since(begun) < 120'000) {
    if (ask(port, livez).status == 200) return ms_since(begun);
    std::this_thread::sleep_for(std::chrono::microseconds(500));
  }
  throw base::Fault("the service does not start");
}

/// Goes round a list of requests for ever.
Next around(const std::vector<std::string>& requests) {
  return [&requests, at = std::size_t{0}]() mutable { return &requests[at++ % requests.size()]; };
}

}  // namespace

Service::Service(const std::string& program, const std::string& verb, const std::string& directory)
    : port_(free_port()),
      begun_(Clock::now()),
      process_({program, verb, "--data", directory, "--listen", fmt::format("127.0.0.1:{}", port_)}, directory + ".log"),
      ready_ms_(wait_for_livez(port_, begun_)),
      welcome_(process_.lines_until("Vigie écoute")) {}

std::vector<Read> read_all(const std::string& program, const std::string& directory, int port, double seconds) {
  const std::string token = token_of(program, directory, "police");
  const auto page = boost::json::parse(ask(port, request("GET", "/api/v1/episodes?limit=500", token)).body);
  std::vector<std::string> lists, episodes, minors, searches, previews;
  lists.push_back(request("GET", "/api/v1/episodes?limit=50", token));
  for (const auto& item : page.at("items").as_array()) {
    const auto text = [&item](std::string_view key) { return std::string(item.at(key).as_string()); };
    episodes.push_back(request("GET", "/api/v1/episodes/" + text("id"), token));
    minors.push_back(request("GET", "/api/v1/minors/" + text("minor"), token));
  }
  for (const cohort::Told& one : declared(116000, 300)) {
    if (one.role != "police") continue;
    previews.push_back(request("POST", "/api/v1/triage/preview", token, body_of(one)));
    const auto nom = one.answers.find("nom");
    if (nom == one.answers.end()) continue;
    const boost::json::object q{{"q", nom->value()}};
    searches.push_back(request("POST", "/api/v1/minors/search", token, boost::json::serialize(q)));
  }
  std::vector<Read> all;
  const auto read = [&](std::string what, const std::vector<std::string>& requests) {
    Seen full = load(port, readers, seconds, around(requests));
    all.push_back({std::move(what), std::move(full), load_paced(port, readers, asked_a_second, seconds, around(requests))});
  };
  read("liste de 50 absences", lists);
  read("une absence (ouverture journalisée)", episodes);
  read("un mineur (ouverture journalisée)", minors);
  read("recherche par nom", searches);
  read("aperçu du triage", previews);
  return all;
}

BoardRead read_board(const std::string& program, const std::string& directory, int port, int at_least, double seconds) {
  const std::string token = token_of(program, directory, "police");
  const std::vector<std::string> asked{request("GET", "/veille", token)};
  const auto rows = [&] {
    const std::string page = ask(port, asked.front()).body;
    int count = 0;
    for (std::size_t at = 0; (at = page.find("<tr class=\"govuk-table__row", at)) != page.npos; ++at) ++count;
    return count - 1;  // the head
  };
  int declared_since = 0, shown = rows();
  for (const cohort::Told& one : declared(500, 2000)) {
    if (shown >= at_least) break;
    if (one.form == "appel") continue;
    ask(port, request("POST", "/api/v1/declarations", token, body_of(one)));
    if (++declared_since % 50 == 0) shown = rows();
  }
  return {shown, load(port, 1, seconds, around(asked))};
}

}  // namespace vigie::bench
