#pragma once
#include "access/policy.hpp"
#include "casework/file.hpp"
#include "store/transmissions.hpp"

namespace vigie::casework {

/// What one reader may read of the declarations about a child, by the policy that binds it: each as a set of kinds of data,
/// and the fields that were given to it by name.
class Readable {
  /// What a transmission opens: kinds, of some fields or of all.
  struct Opened {
    access::FieldKinds kinds;
    std::set<std::string, std::less<>> fields;  // empty: all
  };
  using Openings = std::multimap<base::DeclarationId, Opened>;

 public:
  using Kinds = access::FieldKinds;

  /// By what a reader comes to declarations: those that its organisation signed, those of its département, what was
  /// transmitted to it; whether an emergency access of it lasts.
  struct Ways {
    std::set<base::DeclarationId> own, near = {};
    std::vector<store::Given> given = {};
    bool urgently = false;
    std::set<base::EpisodeId> unknown = {};  // absences told before a home hosted the child
  };
  Readable(const access::Scope& scope, Ways ways);

  /// Whether something of a declaration is open; what is being typed is its author's.
  bool opens(base::DeclarationId id) const;
  bool reads(base::DeclarationId id, const forms::Field& field) const { return of(id).reads(field); }
  /// Whether nothing of it can be closed.
  bool reads_all(base::DeclarationId id) const { return kinds_of(id).all(); }
  /// Whether it reads every answer of it of these kinds.
  bool reads_all(base::DeclarationId id, const Kinds& kinds) const { return (kinds & ~kinds_of(id)).none(); }
  /// What may be read of one declaration; does not outlive the whole.
  struct Part {
    const Kinds& kinds;
    std::pair<Openings::const_iterator, Openings::const_iterator> given;
    bool reads(const forms::Field& field) const;
  };
  Part of(base::DeclarationId id) const { return {kinds_of(id), given_.equal_range(id)}; }
  /// Absences of a child within reach of which even the existence is closed.
  const std::set<base::EpisodeId>& unknown() const { return unknown_; }

 private:
  const Kinds& kinds_of(base::DeclarationId id) const {
    if (id == base::DeclarationId{} || own_.contains(id)) return mine_;
    return near_.contains(id) ? nearby_ : others_;
  }

  Kinds mine_, nearby_, others_;
  std::set<base::DeclarationId> own_, near_;
  Openings given_;
  std::set<base::EpisodeId> unknown_;
};

/// Of the file of a minor.
Readable readable_by(const store::Reading& reading, base::MinorId minor);
/// The same, from a file already in hand.
Readable readable_in(const store::Reading& reading, const File& file);

/// The files of a child, at any time, as one reader hears them. What it was made with outlives it.
class Hearer {
 public:
  Hearer(const forms::Catalogue& forms, const Readable& readable) : forms_(forms), readable_(readable) {}
  const Readable& readable() const { return readable_; }
  /// What the others told of what is closed to the reader is left out. That an absence exists, with its dates, is known to
  /// all who reach the minor: the line stays whole, but for what was told before a home hosted the child. Nothing: it hears
  /// everything.
  std::optional<File> hear(const File& file);
  /// Whether some of the facts of a declaration that was heard are closed to the reader; of one that was not heard, false.
  bool missed(base::DeclarationId id) const;

 private:
  /// The facts of a voice that are open, worked out once; nothing when all are.
  std::optional<episodes::ToldFacts> open_facts(const episodes::Voice& voice);

  const forms::Catalogue& forms_;
  const Readable& readable_;
  std::map<base::DeclarationId, std::optional<episodes::ToldFacts>> known_;  // nothing: all are open
};

/// A declaration as the reader of `reading` may read it: without the answers that are closed to it (`partial` says so);
/// nothing when all of it is, or when it is out of reach.
std::optional<store::Declaration> find_readable(const store::Reading& reading, base::DeclarationId id);
/// The same with what is known of the child's declarations.
std::optional<store::Declaration> find_readable(const store::Reading& reading, const Readable& readable, base::DeclarationId id);

}  // namespace vigie::casework
