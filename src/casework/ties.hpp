#pragma once
#include "store/marks.hpp"

namespace vigie::casework {

struct File;

/// Something that a voice of a child and one of another tell alike; both counted when the file was heard.
struct Tie {
  store::SharedMark shared;
  bool readable = true;  // the reader may read the other side; always so for rules
};

/// The field that told one side, in its form of then or of now.
const forms::Field* field_of(const forms::Catalogue& forms, const store::MarkTold& told);

/// Those of a file that count now and weigh on its absences. Children told of under one family name are left out: a telephone
/// or an address may be the family's.
std::vector<Tie> find_ties(const store::Reading& reading, const File& file);
/// Whether two children were told of under one family name.
bool same_family(const std::vector<identity::Person>& some, const std::vector<identity::Person>& others);
/// Whether the reader may open the other child's file and read what it tells.
bool reads_other(const store::Reading& reading, const store::SharedMark& shared);

/// Every file that shares a mark with this one that counts now, each once: what is judged anew when such a mark goes.
std::set<base::MinorId> list_tied(const store::Reading& reading, const File& file);

}  // namespace vigie::casework
