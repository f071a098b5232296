#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace vigie::identity {

/// The text of a key file. Refuses: missing (cle_absente), unreadable or over 64 KiB (cle_illisible).
base::Result<std::string> read_key_file(const std::string& path);
/// Makes the file, mode 0600, safe on disk with its directory entry when this returns. Refuses: there is one
/// already (cle_existe), it cannot be made there (cle_impossible). A failing write leaves no file and is a
/// Fault.
base::Status make_key_file(const std::string& path, std::string_view text);
/// Puts another text in the place of the file, whole or not at all, mode 0600, on disk when this returns. Refuses: it
/// cannot be written there (cle_impossible).
base::Status replace_key_file(const std::string& path, std::string_view text);
/// Overwrites what held a secret.
void wipe(std::string& text);

}  // namespace vigie::identity
