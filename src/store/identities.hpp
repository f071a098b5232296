#pragma once
#include <memory>
#include <unordered_map>

#include "episodes/voice.hpp"
#include "store/content.hpp"
#include "store/merges.hpp"

namespace vigie::store {

/// Every person told of every minor; for the index at start.
void each_identity(const Reading& reading,
                   const std::function<void(base::MinorId, base::DeclarationId, identity::Person)>& on_person);

/// The identifying answers of every declaration, withdrawn ones too.
void each_identifying(const Reading& reading, const std::function<void(base::DeclarationId, const boost::json::object&)>& on_answers);

/// Who a declaration told of, with its rank of telling.
struct ToldPerson {
  std::int64_t number = 0;
  base::DeclarationId declaration;
  identity::Person person;
  bool withdrawn = false;
  bool counts = true;  // neither withdrawn nor corrected
};
/// All that was told of a child, in the order told.
std::vector<ToldPerson> list_persons(const Reading& reading, const Family& family);
/// Whom each declaration about a child tells of.
using Persons = std::unordered_map<base::DeclarationId, std::shared_ptr<const identity::Person>>;
Persons persons_by_declaration(const Reading& reading, const Family& family);
/// Those of list_persons that count, when all the voices of the family were read before.
std::vector<ToldPerson> list_counted(const Reading& reading, const Family& family, const std::vector<episodes::Voice>& voices);

/// Seals the identifying answers of a declaration, with the digests that find decisively alike persons. `minor`: the row
/// it is written in.
void add_identity(Unit& unit, base::DeclarationId declaration, const std::optional<base::MinorId>& minor, const Content& content,
                  base::Instant told_at);
/// Children that share a decisive digest with this person, by a declaration that still counts; likeness is still to be
/// confirmed.
std::vector<base::MinorId> find_by_digest(const Reading& reading, const identity::Person& person);

}  // namespace vigie::store
