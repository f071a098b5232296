#pragma once
#include <shared_mutex>

#include "identity/likeness.hpp"

namespace vigie::store {

/// The in-memory index of who the minors are, shared by readers, changed by the one writer.
class People {
 public:
  using Keep = std::function<bool(base::MinorId)>;

  void add(base::MinorId minor, base::DeclarationId source, identity::Person person);
  void remove(base::DeclarationId source);
  std::vector<identity::Candidate> candidates(const identity::Person& person, std::size_t limit, const Keep& keep) const;
  std::vector<identity::Candidate> search(std::string_view query, std::size_t limit, const Keep& keep) const;
  /// What was told of a minor, in the order told; copies.
  std::vector<identity::Person> told(base::MinorId minor) const;
  std::size_t minors() const;

 private:
  mutable std::shared_mutex gate_;
  identity::Index index_;
};

}  // namespace vigie::store
