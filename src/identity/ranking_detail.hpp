#pragma once
#include <cstdint>
#include <vector>

#include "identity/likeness.hpp"

namespace vigie::identity {

/// The numbers with at least so many votes, most votes first.
std::vector<std::uint32_t> rank(const std::vector<std::uint8_t>& votes, std::uint8_t least);
/// Best score first, then by id, so that the same question gives the same order.
void keep_best(std::vector<Candidate>& candidates, std::size_t limit);

}  // namespace vigie::identity
