#pragma once
#include "identity/mark.hpp"
#include "store/unit.hpp"

namespace vigie::store {

/// The keyed digests of what a declaration tells that other children's may tell too, and of what is an establishment's.
struct Marks {
  struct Own {
    identity::MarkKind kind;
    std::string field, digest;
  };
  std::vector<Own> own;
  std::vector<std::string> common;
};
Marks marks_of(const identity::Vault& vault, const boost::json::object& answers);

/// What the rows of a declaration keep of its answers, but for the seals. It needs no database: it is made before the
/// writer's turn, from any thread.
struct Content {
  std::string other, health, identifying;  // JSON objects; health and identifying: empty when nothing is told of it
  identity::Person person;                 // by the identifying answers, told when the declaration is
  std::vector<std::string> likeness;       // digests of what makes two persons decisively alike
  Marks marks;
};
Content content_of(const identity::Vault& vault, const forms::Form& form, const boost::json::object& answers);

}  // namespace vigie::store
