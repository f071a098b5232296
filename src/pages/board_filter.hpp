#pragma once
#include "casework/watch.hpp"
#include "pages/page.hpp"

namespace vigie::pages {

/// What the address of the board asks for; what is not one of its codes asks for nothing.
struct AskedBoard {
  casework::WatchFilter filter;
  std::size_t page = 1;
};
AskedBoard read_asked_board(const http::Request& request);

/// The address of the board (or of its rows) that asks for this.
std::string address_of(std::string_view path, const AskedBoard& asked);

/// Whether anything is asked for.
bool narrows(const casework::WatchFilter& filter);

/// The choices of the filter, parts of `at`: LEVEL, QUALIFICATION, PHASE, DEPARTEMENT, and ORGANISATIONS of a scope that has them.
void draw_filter(Dict& at, const casework::WatchFilter& filter, const casework::Board& board);

/// « de 2 à 24 h ».
std::string_view show_phase(episodes::Phase phase);
/// « 94 – Val-de-Marne », « département inconnu ».
std::string show_departement(std::string_view code);

}  // namespace vigie::pages
