#pragma once
#include <string>
#include <string_view>

namespace vigie::identity {

/// Compatible characters as one (NFKC), small letters, invisible characters dropped: what a copied text is compared by.
std::string plain_text(std::string_view told);
/// Letters and digits of a text, accents dropped, in order.
std::string letters_and_digits(std::string_view told);
/// A refusal to say, or a word that stands for anybody: « inconnu », « masqué », « aucun »…
bool tells_nothing(std::string_view letters);

}  // namespace vigie::identity
