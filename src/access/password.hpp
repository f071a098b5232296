#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace vigie::access {

/// Whose password it is: what others know of them is no secret.
struct Owner {
  std::string_view login = {}, organisation = {};
};
/// The least a password must be: 8 characters (OWASP ASVS 5.0, 6.2.1; 15 are better); at most 1 024 bytes; any
/// character, UTF-8. No composition rule; not one that everybody tries first (guessable.hpp). Refusal: mot_de_passe_faible.
/// `pointer`: the member of the request that an error names.
base::Status check_password(std::string_view password, const Owner& owner = {}, std::string_view pointer = "/password");

/// A password that nobody chose: 22 characters, 128 random bits.
std::string make_password();

/// argon2id, 19 MiB, 2 passes (OWASP password storage): about 50 ms of one core. At most two run at once in this
/// process, others wait their turn. The text carries its parameters.
std::string hash_password(std::string_view password);
bool verify_password(std::string_view hash, std::string_view password);
/// Costs as much as verify_password and is never true: spent when the login is unknown, so that time tells nothing.
void spend_verification(std::string_view password);

/// A bearer token or session id: 256 random bits, base64url, with a prefix that secret scanners can find.
std::string make_token();
/// What is kept of a token: SHA-256, raw 32 bytes. Its 256 bits are random, so no salt or stretching is needed.
std::string digest_token(std::string_view token);

}  // namespace vigie::access
