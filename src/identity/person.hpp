#pragma once
// identity: the identifying part of a minor and of a declaration's answers. The only room that knows names.
// 1. Nothing told is lost: a minor's identity is the list of what each declaration told, as written, with who and when.
// 2. Likeness is explained: every candidate carries the reason for each point.
// 3. Decisive likeness (design): equal folded nom or nom_usage, equal folded first prénom, equal full birth date; never
//    with mna: oui or a birth date on 1 January or 31 December (attributed dates). Anything less: a person looks.
// 4. Sealed bytes leave this room only through Vault; equality in the database goes through Vault::digest.
// 5. Sex is never an input of likeness.
#include <optional>
#include <string>
#include <vector>

#include "base/facts.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "base/time.hpp"

namespace vigie::identity {

struct Handle {
  std::string platform;  // as told: "Snapchat"
  std::string name;      // pseudo, as told
};

/// Who a child is, as one declaration told it. Texts as written.
struct Person {
  std::string nom, nom_usage, prenoms;   // empty: not told
  std::vector<std::string> surnoms;
  std::optional<base::Date> birth;
  std::optional<double> estimated_age;   // years, as said on told_at
  base::Tri mna = base::Tri::unknown;
  std::vector<std::string> phones;
  std::vector<Handle> handles;
  base::Instant told_at;

  bool named() const { return !nom.empty() || !nom_usage.empty() || !prenoms.empty() || !surnoms.empty(); }
  bool nothing() const;  // no name, no birth, no phone, no handle
};

/// Reads the Identity answers (field ids of the contract); fields that are absent stay empty.
Person person_from(const boost::json::object& answers, base::Instant told_at);

/// "LEFÈVRE, Inès (« Nessa »)"; "mineur inconnu" without a name. NOM in capitals with accents.
std::string display(const Person& person);

}  // namespace vigie::identity
