#pragma once
#include "casework/desk.hpp"

namespace vigie::casework {

/// Leaves in the audit that somebody who is signed in was refused something: `route` as the table has it, the id that the
/// request named, the status of the answer (403, 404). Beyond 30 a minute from one account, one line says that there were
/// more: who asks for what does not exist does not fill the disk.
void note_refusal(const Desk& desk, const access::Actor& actor, std::string_view route, std::string_view id, int status);

}  // namespace vigie::casework
