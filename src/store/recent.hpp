#pragma once
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "base/facts.hpp"
#include "base/id.hpp"
#include "identity/person.hpp"
#include "identity/secret.hpp"

namespace vigie::store {

/// The last things made from what never changes, by id, the oldest leaving first: what was unsealed and read once holds
/// as long as the program runs. Thread-safe.
template <class Id, class T>
class Recent {
 public:
  std::shared_ptr<const T> find(Id id) const {
    const std::lock_guard lock(gate_);
    const auto found = kept_.find(id);
    return found == kept_.end() ? nullptr : found->second;
  }
  void keep(Id id, std::shared_ptr<const T> one) {
    const std::lock_guard lock(gate_);
    if (!kept_.emplace(id, std::move(one)).second) return;
    if (order_.size() < most) return order_.push_back(id);
    kept_.erase(order_[oldest_]);
    order_[oldest_] = id;
    oldest_ = (oldest_ + 1) % most;
  }

 private:
  static constexpr std::size_t most = 16384;  // of declarations: some kilobytes each; the files that are open on the desks of a country
  mutable std::mutex gate_;
  std::unordered_map<Id, std::shared_ptr<const T>> kept_;
  std::vector<Id> order_;
  std::size_t oldest_ = 0;
};

/// The keys of one minor, or those of the directory.
struct DataKeys {
  identity::Secret file, health;
};

/// What was lately unsealed: a long line of absences is not unsealed again at each new voice. And what is asked often.
struct Unsealed {
  Recent<base::DeclarationId, base::Facts> facts;
  Recent<base::DeclarationId, identity::Person> persons;
  Recent<base::OrganisationId, std::string> organisations;  // names: nothing renames one
  Recent<base::MinorId, std::string> references;
  Recent<base::MinorId, DataKeys> keys;
};

}  // namespace vigie::store
