#pragma once
// imports: what other systems tell, decoded: JSON Lines, and spreadsheets through a mapping. Pure: no file, no database.
// 1. Whatever the bytes, a line is a Line or a refusal that says where and why; the others go on.
// 2. Nothing is guessed: a value that cannot be read is refused, an empty cell was not asked.
// 3. What a line says is checked by its form later, in casework; here only its shape.
#include <string>

#include "base/json.hpp"
#include "base/result.hpp"
#include "imports/act.hpp"

namespace vigie::imports {

inline constexpr std::size_t longest_line = 1 << 20;  // bytes, as the body of a request
inline constexpr std::size_t longest_key = 200;       // characters

/// One line of an import: a declaration as another system signed it, or an act about an absence that it kept.
struct Line {
  std::string key;  // names the line for ever, among declarations or among acts of its sort
  std::string organisation;
  base::Instant signed_at;
  std::optional<Act> act;   // nothing: a declaration, and what follows
  std::string form;
  std::string minor_key;    // lines that share it are about one minor; empty: nobody knows
  std::string episode_key;  // … about one absence; empty: the rules find it
  std::string amends;       // key of the line that this one corrects; empty: none
  int form_version = 0;     // 0: not said
  // Said by a table, where one row makes several lines:
  std::string after;        // key of a line without which this one is refused, about the same minor and absence
  std::string zone;         // of times without offset; empty: that of the place
  boost::json::object answers;
};

/// Reads the text of one line, without its end. Refuses: ligne_trop_longue, utf8_invalide, json_invalide,
/// objet_attendu, genre_inconnu (a kind other than declaration), acte_inconnu, declaration_retiree, champ_requis,
/// type_invalide, membre_inconnu, cle_invalide, organisation_invalide, texte_trop_long, caractere_de_controle,
/// instant_invalide, heure_inexistante, heure_double.
base::Result<Line> parse_line(std::string_view text);

/// The place of a line among the others, read without decoding it: lines are told by rank, then by signature, of one
/// instant declarations, FPR, decisions, disagreements, then as they come. What cannot be read comes first, to be refused.
struct Place {
  std::int64_t rank = 0;
  std::int64_t signed_at = 0;
  int sort = 0;  // 0: a declaration
  friend auto operator<=>(const Place&, const Place&) = default;
};
Place place_of(std::string_view text);

/// A signature time: RFC 3339; without offset, local to `zone`. Refusals as parse_line.
base::Result<base::Instant> parse_signature(std::string_view text, std::string_view zone);

}  // namespace vigie::imports
