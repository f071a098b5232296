#pragma once
// store: rows into domain values and back.
// 1. Everything is written by one writer, in Units: one act each, whole or not at all.
// 2. A Unit that ends without an audit line undoes itself: commit(audit::Entry) is the only way to keep it; the saves of a
//    draft, one every few keystrokes, are covered by the first line of their account (commit_draft_save), and when a
//    session was last seen by that of its opening (commit_seen).
// 3. No answer leaves before COMMIT; one COMMIT serves all the acts that waited (group commit).
// 4. What memory follows (People) is undone with the act that changed it.
// 5. Reads are given a Reading: a snapshot and a Scope. There is no way to read without one.
// 6. Sealed columns are sealed and unsealed here, with "table:id" as their context.
#include <functional>
#include <vector>

#include "access/role.hpp"
#include "audit/entry.hpp"
#include "db/connection.hpp"
#include "forms/definition.hpp"
#include "identity/vault.hpp"
#include "store/people.hpp"
#include "store/recent.hpp"

namespace vigie::store {

/// A snapshot of the database as one actor may see it.
struct Reading {
  db::Connection& sql;
  const identity::Vault& vault;
  const forms::Catalogue& forms;
  access::Scope scope;
  base::Instant now;
  Unsealed& unsealed;
};

/// The scope of rules and clocks, which must see whole lines of absences; never that of a person.
access::Scope scope_of_rules();

/// One act of one actor, being written.
class Unit {
 public:
  Unit(Reading reading, const access::Actor& actor, People& people)
      : reading_(reading), actor_(actor), people_(people) {}
  Unit(const Unit&) = delete;
  Unit& operator=(const Unit&) = delete;

  const Reading& reading() const { return reading_; }
  db::Connection& sql() { return reading_.sql; }
  const identity::Vault& vault() const { return reading_.vault; }
  base::Instant now() const { return reading_.now; }
  const access::Actor& actor() const { return actor_; }
  const People& people() const { return people_; }

  /// Tells the in-memory index who a declaration told of, or that it no longer tells; undone with the act.
  void add_person(base::MinorId minor, base::DeclarationId source, identity::Person person);
  void remove_person(base::MinorId minor, base::DeclarationId source, identity::Person person);
  /// Appends to the log of changes; gives its number.
  std::int64_t change(std::string_view kind, std::string_view subject, std::int64_t version,
                      const std::optional<base::MinorId>& minor);
  /// Appends the audit line and lets the act be kept.
  void commit(const audit::Entry& entry);
  /// Lets the save of a draft be kept. `taken_up` (subject « draft ») is appended at the first save of this account, unless
  /// it opened the draft (act « brouillon »); that line covers its later ones.
  void commit_draft_save(const audit::Entry& taken_up);
  /// Lets be kept when passes were last seen (mark_seen), and nothing else: the line of their opening covers it.
  void commit_seen() { committed_ = true; }
  bool committed() const { return committed_; }

  /// Undoes what memory followed, latest first.
  void undo_memory();

 private:
  Reading reading_;
  const access::Actor& actor_;
  People& people_;
  std::vector<std::function<void()>> undone_by_;  // what memory followed
  std::optional<std::int64_t> last_change_;  // read inside this act's transaction; nobody else writes before its end
  bool committed_ = false;
};

}  // namespace vigie::store
