#pragma once
#include "casework/show.hpp"
#include "casework/show_voices.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

/// How a page names what an assessment, an identity or a caution rests on, and where one reads it.
struct Quotes {
  std::map<std::string, std::string> declarations, absences;  // id → words; those that the reader may open
  std::string zone{base::paris};
};
Quotes quotes_of(const Context& context, std::span<const casework::VoiceView> voices, std::span<const casework::EpisodeView> absences,
                 std::string_view zone);

/// « éducateur », from what the declaration says of who speaks; « qualité inconnue » when it does not.
std::string who_speaks(const Context& context, const casework::VoiceView& voice);

/// Voices side by side, each with all that it answers, folded; where a found child is, folded apart. The piece voix.html.
/// `absence`: its page, for taking a declaration back; empty where nothing is to be done.
void show_voices(Dict& at, std::string_view piece, const Context& context, const access::Actor& actor, std::span<const casework::VoiceView> voices,
                 const std::set<std::size_t>& which, std::string_view absence);

/// Where voices differ, side by side: the piece desaccords_voix.html. Nothing of where a found child is.
void show_contradictions(Dict& at, std::string_view piece, const Context& context, std::span<const casework::VoiceView> voices,
                         const std::vector<casework::Contradiction>& contradictions, std::string_view zone);

/// The red band of what must be kept from the representatives: the piece prudence.html.
void show_cautions(Dict& at, std::string_view piece, const Context& context, std::span<const casework::VoiceView> voices, std::string_view zone);

}  // namespace vigie::pages
