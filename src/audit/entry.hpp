#pragma once
// audit: what an audit line says and how lines chain.
// 1. A line says who did what to which thing, when, why and with what outcome; ids only, never a name or an answer.
// 2. Each line's hash covers its content and the hash before it: changing, removing, swapping lines breaks the chain.
//    It is keyed: who has the lines and not the key cannot chain them again.
// 3. The first line's previous hash is 32 zero bytes.
// 4. The last line is signed with its number: lines cut off at the end are missed.
// 5. Lines leave at the end of their retention alone; what stands for them is signed, and the chain goes on from it.
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

/// The last line, as it is signed. `keyed_from`: the number of the first line whose hash is keyed; those before it, of
/// directories older than the keys, have a bare SHA-256.
struct Head {
  std::int64_t number = 0;
  std::string hash;
  std::int64_t keyed_from = 1;
};

/// Lines that reached the end of their retention (audit/retention.hpp) and are gone. `hash`: of the last of them.
struct EndedLines {
  std::int64_t first = 0, last = 0;
  std::string hash;
};

const inline std::string before_first(32, '\0');

/// HMAC-SHA-256, or SHA-256 when `key` is empty, of the previous hash and of every part of the line, each preceded by its
/// length.
std::string chain(std::string_view key, std::string_view previous_hash, const Line& line);
/// HMAC-SHA-256 of the three parts of a head, or of a range of ended lines.
std::string sign(std::string_view key, const Head& head);
std::string sign(std::string_view key, const EndedLines& ended);

}  // namespace vigie::audit
