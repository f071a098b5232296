#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::access {

/// Whether a password is among the 8,000 most common of published leaks that have 8 characters or more, in whichever case
/// (OWASP ASVS 5.0, 6.2.4).
bool is_common(std::string_view password);

/// The words that somebody would try first at this service (OWASP ASVS 5.0, 6.1.2): its name, what it is about, its
/// professions, and the words of 3 letters or more of `login` and of 4 or more of `organisation`. In lower case.
std::vector<std::string> context_words(std::string_view login, std::string_view organisation);
/// Whether hardly anything is left of a password without these words: fewer than 4 letters, digits and signs set aside. One
/// that holds none of them is not concerned.
bool is_made_of(std::string_view password, std::span<const std::string> words);

}  // namespace vigie::access
