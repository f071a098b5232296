#pragma once
#include <mutex>
#include <shared_mutex>

#include "identity/likeness.hpp"

namespace vigie::store {

/// The in-memory index of who the minors are, shared by readers, changed by the one writer.
/// The writer never waits for a reader: what it changes is noted, and the next reader brings the index up to date.
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
  /// From now on nothing is noted: for verbs that never look for a minor by likeness.
  void follow_nobody() { follows_ = false; }

 private:
  /// An addition, or without a minor a removal.
  struct Note {
    std::optional<base::MinorId> minor;
    base::DeclarationId source;
    identity::Person person;
  };
  void note(Note note);
  void catch_up() const;

  bool follows_ = true;
  mutable std::mutex notes_gate_;
  mutable std::vector<Note> notes_;  // not yet in the index, in order
  mutable std::shared_mutex gate_;
  mutable identity::Index index_;
};

}  // namespace vigie::store
