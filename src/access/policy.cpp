#include "access/policy.hpp"

namespace vigie::access {

namespace {

using enum Reach;
using enum Data;

constexpr bool w = true, urgent = true;

// « Référentiel » : CNIL, délibération 2022-008 du 20 janvier 2022 (protection de l'enfance). Its principle: only those who
// are entitled see, and what is strictly necessary. Where the texts leave the measure open, the line says « convention ».
constexpr Policy the_policy{{{
    // of               ecoutant            suivi                 police                foyer         analyste        admin
    {identity,      {{{departement, w},   {departement, w},     {all, w},             {hosted, w}, {pseudonymous}, {}}},
     "CASF L226-2-2 : partage strictement nécessaire entre personnes tenues au secret ; loi n° 95-73, art. 26"},
    {circumstances, {{{departement, w},   {departement, w},     {all, w},             {given, w},  {pseudonymous}, {}}},
     "Loi n° 95-73, art. 26 : la déclaration s’adresse aux services qui recherchent ; CASF L226-2-2"},
    {vital,         {{{own, w, urgent},   {given, w, urgent},   {all, w},             {given, w},  {aggregated},   {}}},
     "Décret n° 2010-569 (FPR) et règlement (UE) 2018/1862, art. 20 : le risque de suicide et la menace pour la santé signalés"},
    {health,        {{{own, w, urgent},   {given, w, urgent},   {given, w, urgent},   {given, w},  {aggregated},   {}}},
     "RGPD, art. 9 ; Référentiel : données sensibles strictement nécessaires ; code pénal, art. 226-13"},
    {signs,         {{{departement, w},   {departement, w},     {all, w},             {given, w},  {pseudonymous}, {}}},
     "Loi du 4 mars 2002 : le mineur prostitué est réputé en danger ; code pénal, art. 226-14"},
    {caller,        {{{own, w},           {own, w},             {given, false, urgent}, {},        {},             {}}},
     "CASF L147-16 : secret de l’accueil téléphonique ; ouvert sur réquisition judiciaire ou danger immédiat (convention)"},
    {address,       {{{},                 {},                   {all, w},             {own, w},    {},             {}}},
     "Loi n° 95-73, art. 26, dernier alinéa : au représentant légal, sur autorisation du juge des enfants"},
    {fpr,           {{{dates},            {dates},              {all, w},             {dates},     {dates},        {}}},
     "Décret n° 2010-569, art. 5 : agents individuellement désignés et habilités"},
    {absences,      {{{departement, w},   {departement, w},     {all, w},             {hosted, w}, {pseudonymous}, {}}},
     "Référentiel : accès des seules personnes habilitées ; la police et le 116 000 national suivent tout le pays (convention)"},
    {grounds,       {{{departement},      {departement},        {all, w},             {},          {},             {}}},
     "RGPD, art. 22 : une personne décide et motive ; Référentiel"},
    {merges,        {{{},                 {},                   {all, w},             {},          {},             {}}},
     "Référentiel : exactitude des données ; réunion décidée par un agent (convention)"},
}}};

using enum Role;

struct Allowed {
  Act act;
  Roles roles;
};
constexpr Allowed acts[] = {
    {Act::search, any_of({ecoutant, suivi, police, foyer})},
    {Act::take_call, any_of({ecoutant, suivi})},
    {Act::declare, any_of({police, foyer})},
    {Act::record_return, any_of({police, foyer})},
    {Act::interview, any_of({suivi, police, foyer})},
    {Act::disagree, any_of({ecoutant, suivi, police, foyer})},
    {Act::decide, any_of({police})},
    {Act::record_fpr, any_of({police})},
    {Act::merge, any_of({police})},
    {Act::list_readers, any_of({police})},
    {Act::transmit, any_of({suivi, police, foyer})},
    {Act::request, any_of({ecoutant, suivi, police, foyer})},
    {Act::open_urgently, any_of({ecoutant, suivi, police})},
    {Act::disclose_address, any_of({police, foyer})},
    {Act::start_placement, any_of({suivi, police, foyer})},
    {Act::end_placement, any_of({suivi, police, foyer})},
};

struct Signs {
  std::string_view form;
  Roles roles;
};
constexpr Signs signers[] = {
    {"classique", any_of({police, foyer})},       {"inquietante", any_of({police, foyer})},
    {"appel", any_of({ecoutant, suivi})},         {"retour", any_of({police, foyer})},
    {"entretien", any_of({suivi, police, foyer})}, {"preventive", any_of({police, foyer})},
};

struct Words {
  std::string_view code, label;
};
constexpr Words words[kinds_of_data] = {
    {"identity", "l’identité"},
    {"circumstances", "les circonstances"},
    {"vital", "le traitement vital et le risque suicidaire"},
    {"health", "la santé"},
    {"signs", "les signes d’exploitation"},
    {"caller", "l’identité de l’appelant"},
    {"address", "l’adresse du mineur retrouvé"},
    {"fpr", "l’inscription au FPR"},
    {"absences", "les absences"},
    {"grounds", "le motif d’une décision"},
    {"merges", "les dossiers réunis"},
};

constexpr Reach needed(Hold hold) {
  switch (hold) {
    case Hold::own: return own;
    case Hold::given: return given;
    case Hold::hosted: return hosted;
    case Hold::departement: return departement;
    case Hold::stranger: break;
  }
  return all;
}

/// The policy that binds somebody.
const Policy& of(const Policy* binds) { return binds ? *binds : the_policy; }

/// How far one who works there reads what a profession reads so far.
Reach bound(Reach told, std::string_view where) { return told == departement && where.empty() ? all : told; }

}  // namespace

const Policy& standing_policy() { return the_policy; }

std::string_view to_text(Data data) { return words[static_cast<std::size_t>(data)].code; }
std::string_view label_of(Data data) { return words[static_cast<std::size_t>(data)].label; }

std::optional<Data> parse_field_data(std::string_view code) {
  for (const Data data : {identity, circumstances, vital, health, signs, caller, address})
    if (to_text(data) == code) return data;
  return std::nullopt;
}

bool reads(const Policy& policy, Role role, Data data, Hold hold) { return policy.at(data, role).read >= needed(hold); }

Reach reach_of(const Scope& scope, Data data) {
  return scope.role ? bound(of(scope.policy).at(data, *scope.role).read, scope.departement) : all;
}

bool reads(const Scope& scope, Data data, Hold hold) { return reach_of(scope, data) >= needed(hold); }

bool reads(const Actor& actor, Data data, Hold hold) { return reads(scope_of(actor), data, hold); }

bool reads_urgently(const Scope& scope, Data data) {
  return !scope.role || of(scope.policy).at(data, *scope.role).urgent || reads(scope, data, Hold::departement);
}

bool writes(const Policy& policy, Role role, Data data) { return policy.at(data, role).write; }

namespace {
template <class Is>
Roles roles_where(Data data, const Is& is) {
  Roles roles = any_of({});
  for (const Role role : {ecoutant, suivi, police, foyer, analyste, admin})
    if (is(the_policy.at(data, role).read)) roles = roles | any_of({role});
  return roles;
}
}  // namespace

Roles readers_of(Data data) {
  return roles_where(data, [](Reach read) { return read == all; });
}
Roles near_readers_of(Data data) {
  return roles_where(data, [](Reach read) { return read == departement; });
}

Roles roles_of(Act act) {
  for (const Allowed& one : acts)
    if (one.act == act) return one.roles;
  return any_of({});
}

bool may(const Actor& actor, Act act) { return roles_of(act).has(actor.role); }

bool may_sign(Role role, std::string_view form) {
  for (const Signs& one : signers)
    if (one.form == form) return one.roles.has(role);
  return false;
}

Scope scope_of(const Actor& actor) {
  Scope scope{Scope::Reach::none, actor.organisation, actor.role, actor.account, actor.policy, actor.departement};
  switch (reach_of(scope, absences)) {
    case all: scope.reach = Scope::Reach::all; break;
    case departement: scope.reach = Scope::Reach::departement; break;
    case own:
    case given:
    case hosted: scope.reach = Scope::Reach::own_minors; break;
    case pseudonymous: scope.reach = Scope::Reach::pseudonymous; break;
    case none:
    case aggregated:
    case dates: break;
  }
  return scope;
}

}  // namespace vigie::access
