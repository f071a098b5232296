#pragma once
// base: what every room needs and no room owns.
// 1. A refusal (the caller can do something about it) is a value: Error, inside a Result.
// 2. A fault (disk, SQL) is an exception, Fault or another std::exception, caught once at the edge.
// 3. A broken invariant is a bug: require() stops the act, in release too.
// 4. Instants are UTC milliseconds; dates are civil; a local time becomes an instant only through a named zone.
// 5. Text is UTF-8, checked where it enters. Nothing here reads a clock, a file or the environment by itself.
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::base {

/// What a refusal means for the caller; each kind has one HTTP status.
enum class Kind {
  malformed,              // 400 not what the protocol asks
  unauthenticated,        // 401
  forbidden,              // 403
  not_found,              // 404, also: not yours to know
  conflict,               // 409
  stale,                  // 412
  unsupported,            // 415
  invalid,                // 422
  precondition_required,  // 428
  too_many,               // 429
  unavailable,            // 503
};

/// One field in error: a JSON pointer into what was sent ("/answers/date_naissance"), a stable code, French text.
struct FieldError {
  std::string pointer;
  std::string code;
  std::string detail;
};

/// A refusal: a stable code (snake_case French, without accents) and a French sentence for a person.
struct Error {
  Kind kind = Kind::invalid;
  std::string code;
  std::string text;
  std::vector<FieldError> fields = {};
  int retry_after = 0;  // seconds, of too_many and unavailable; 0: not known
};

/// The refusal of one field, the commonest shape: status 422.
inline Error field_error(std::string pointer, std::string code, std::string detail) {
  std::string text = detail;
  return {Kind::invalid, "champ_invalide", std::move(text),
          {FieldError{std::move(pointer), std::move(code), std::move(detail)}}};
}

/// A bug in this program, met at run time.
struct Bug : std::logic_error {
  using std::logic_error::logic_error;
};

/// A fault of the machine: disk, database. Nobody who calls can mend it.
struct Fault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Stops the act when an invariant is broken. `why` names the invariant.
inline void require(bool condition, std::string_view why) {
  if (!condition) throw Bug(std::string(why));
}

}  // namespace vigie::base
