#pragma once
// audit: what an audit line says and how lines chain.
// 1. A line says who did what to which thing, when, why and with what outcome; ids only, never a name or an answer.
// 2. Each line's hash covers its content and the hash before it: changing, removing, swapping lines breaks the chain.
// 3. The first line's previous hash is 32 zero bytes.
#include <string>

#include "base/time.hpp"

namespace vigie::audit {

struct Entry {
  std::string act;           // stable code: declaration, consultation, recherche, retour, decision …
  std::string subject;       // kind of thing: declaration, minor, episode, alert, account, session, directory
  std::string subject_id;    // its id, may be empty
  std::string motive;        // code, default "consultation" for reads; empty for acts that say why themselves
  std::string detail;        // small codes and counts ("form=appel"), never what somebody said
};

/// A line as kept: numbered, dated, signed by who did it, chained.
struct Line {
  std::int64_t number = 0;
  base::Instant at;
  std::string account;       // id of the account, or the name of a system account
  std::string organisation;  // id, may be empty
  Entry entry;
};

/// SHA-256 of the previous hash and of every part of the line, each preceded by its length.
std::string chain(std::string_view previous_hash, const Line& line);

}  // namespace vigie::audit
