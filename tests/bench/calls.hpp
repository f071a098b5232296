#pragma once
#include <map>
#include <string>
#include <vector>

#include "cohort/cohort.hpp"

namespace vigie::bench {

/// The tokens of those who declare in a directory.
struct Tokens {
  std::map<std::string, std::string> of;  // "role/organisation" → bearer token
};
/// Adds one account for each role and organisation of the cohort to a directory, by the program's own verbs.
Tokens add_accounts(const std::string& program, const std::string& directory, const std::vector<cohort::Told>& told);

/// A new token of an account.
std::string token_of(const std::string& program, const std::string& directory, const std::string& login);

/// Requests to declare what the cohort tells (appel, classique, inquiétante), in the order told: children with several
/// absences, several voices for one, names heard over the phone. Never runs dry: one cohort follows another.
class Calls {
 public:
  Calls() = default;
  /// Makes sure that so many wait.
  void prepare(std::size_t count, const Tokens& tokens);
  const std::string* next() { return given_ < requests_.size() ? &requests_[given_++] : nullptr; }
  std::size_t given() const { return given_; }

 private:
  std::vector<std::string> requests_;
  std::size_t given_ = 0;
  std::uint64_t seed_ = 1;
};

/// What is told by one of the forms that open or follow an absence.
std::vector<cohort::Told> declared(std::uint64_t seed, int minors);
/// The body of a declaration.
std::string body_of(const cohort::Told& told);

}  // namespace vigie::bench
