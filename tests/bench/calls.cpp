#include "tests/bench/calls.hpp"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <fstream>
#include <utility>

#include "base/error.hpp"
#include "tests/bench/load.hpp"
#include "tests/bench/process.hpp"

namespace vigie::bench {

namespace {

constexpr int minors_at_a_time = 2000;

std::string key_of(const cohort::Told& told) { return told.role + "/" + told.organisation; }

}  // namespace

std::string token_of(const std::string& program, const std::string& directory, const std::string& login) {
  std::string said = output_of({program, "account", "token", login, "--label", "banc", "--data", directory});
  while (said.ends_with('\n')) said.pop_back();
  return said.substr(said.rfind('\n') + 1);  // alone on the last line
}

std::vector<cohort::Told> declared(std::uint64_t seed, int minors) {
  cohort::Plan plan;
  plan.seed = seed;
  plan.minors = minors;
  plan.until = base::SystemClock().now();
  auto told = cohort::make(plan);
  const std::string adults_from = base::to_text(base::add_years(base::to_local(plan.until, base::paris).date, -18));
  std::erase_if(told, [&](const cohort::Told& one) {
    const auto birth = one.answers.find("date_naissance");
    const bool adult = birth != one.answers.end() && std::string_view(birth->value().as_string()) <= adults_from;
    return adult || (one.form != "appel" && one.form != "classique" && one.form != "inquietante");
  });
  return told;
}

std::string body_of(const cohort::Told& told) {
  return boost::json::serialize(boost::json::object{{"form", told.form}, {"answers", told.answers}});
}

Tokens add_accounts(const std::string& program, const std::string& directory, const std::vector<cohort::Told>& told) {
  const std::string secret = directory + ".password";
  std::ofstream(secret) << "mot de passe du banc d’essai\n";
  output_of({"/bin/chmod", "600", secret});
  Tokens tokens;
  for (const cohort::Told& one : told) {
    auto [entry, is_new] = tokens.of.try_emplace(key_of(one));
    if (!is_new) continue;
    const std::string login = fmt::format("banc{}", tokens.of.size());
    output_of({program, "account", "add", login, "--role", one.role, "--organisation", one.organisation, "--password-file",
               secret, "--data", directory});
    entry->second = token_of(program, directory, login);
  }
  return tokens;
}

void Calls::prepare(std::size_t count, const Tokens& tokens) {
  while (requests_.size() - given_ < count) {
    for (const cohort::Told& one : declared(seed_, minors_at_a_time)) {
      const auto token = tokens.of.find(key_of(one));
      if (token != tokens.of.end())
        requests_.push_back(request("POST", "/api/v1/declarations", token->second, body_of(one)));
    }
    ++seed_;
  }
}

}  // namespace vigie::bench
