#pragma once
#include <string_view>

namespace vigie::base {

/// One line on standard error, UTC. Ids only: never a name, a birth date, a phone number or an answer.
void log_info(std::string_view line);
void log_warning(std::string_view line);
void log_error(std::string_view line);
/// Silences everything below errors (tests, command line verbs).
void log_only_errors();

}  // namespace vigie::base
