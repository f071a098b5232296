"""The pages of a child's file over HTTP: the file, an absence, deciding, the FPR, a disagreement, taking back, merging."""
import re

import vigie
from test_pages import Browser, heading, hidden
from vigie import ago, child, departure

DECLARANT = {"declarant_qualite": "educateur"}


def said(answer):
    """What a page shows, as plain text."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text.split("<main")[1]).replace("\u00a0", " ").replace("&#39;", "'").split())


class FilePages(vigie.ServiceTest):
    def browser(self, login):
        one = Browser(self.service.port)
        self.addCleanup(one.close)
        self.assertEqual(one.sign_in(login).status, 200)
        return one

    def absent(self, by=None, form="classique", **answers):
        made = (by or self.police).declare(form, {**child(), **departure(), **DECLARANT, **answers})
        return made["minor"]["id"], made["episode"]["id"]

    # --- The file ---------------------------------------------------------------------------------------------------

    def test_a_file_says_who_with_every_spelling_its_source_and_what_voices_tell_otherwise(self):
        who = child()
        made = self.police.declare("classique", {**who, **departure(), **DECLARANT, "sans_affaires": "oui"})
        minor, episode = made["minor"]["id"], made["episode"]["id"]
        other = {**who, "nom": who["nom"] + "e", "telephones": ["06 39 98 12 34"], "sans_affaires": "non", "sexe": "F"}
        made = self.ecoutant.declare("appel", {**other, "categorie": "fugue", "appelant_qualite": "mere"}, minor=minor, episode=episode)
        page = self.browser("suivi").visit("GET", f"/mineurs/{minor}")
        text = said(page)
        self.assertEqual(page.status, 200)
        for word in (who["nom"].upper(), who["nom"].upper() + "E", "06 39 98 12 34", "éducateur", "Départ sans affaires personnelles",
                     "Déclarations, absences et mineurs sont trois décomptes"):
            self.assertIn(word.lower(), text.lower())
        self.assertIn(f'href="/declarations/{made["id"]}"', page.text)
        self.assertRegex(text, r"Départ sans affaires personnelles Oui .*Non ")

    def test_who_may_not_know_of_a_child_gets_404_and_an_opening_is_written_with_its_motive(self):
        minor, episode = self.absent(self.foyer_a)
        for path in (f"/mineurs/{minor}", f"/absences/{episode}"):
            self.assertEqual(self.browser("foyer_b").visit("GET", path).status, 404)
            self.assertEqual(self.browser("foyer_a").visit("GET", path).status, 200)
        self.browser("suivi").visit("GET", f"/mineurs/{minor}?motif=suivi")
        readers = self.browser("police").visit("GET", f"/mineurs/{minor}/lectures")
        self.assertRegex(said(readers), r"suivi .* Suivi d’une absence")
        self.assertIn("foyer_a", said(readers))
        self.assertNotIn("foyer_b", said(readers))

    def test_the_representatives_who_must_not_be_told_are_said_first_with_the_reason(self):
        minor, episode = self.absent(ne_pas_informer="oui", ne_pas_informer_motif="Le beau-père <frappe>.", danger_au_retour="oui")
        for path in (f"/mineurs/{minor}", f"/absences/{episode}", f"/absences/{episode}/decision"):
            page = self.browser("police").visit("GET", path)
            self.assertIn("Ne pas informer les représentants légaux", said(page))
            self.assertIn("Danger en cas de retour", said(page))
            self.assertIn("Le beau-père &lt;frappe&gt;.", page.text)
        calm, _ = self.absent(ne_pas_informer="non")
        self.assertNotIn("Ne pas informer les représentants légaux ", said(self.browser("police").visit("GET", f"/mineurs/{calm}")).split("Qui est-ce")[0])

    def test_where_a_found_child_is_stays_folded(self):
        minor, episode = self.absent()
        self.police.declare("retour", {"retour_au_plus_tard": ago(minutes=5), "retour_issue": "rentre", "retour_commune": "Zylville",
                                       "adresse_actuelle": "3 rue Zyl", **DECLARANT}, episode=episode)
        for path in (f"/mineurs/{minor}", f"/absences/{episode}"):
            text = self.browser("police").visit("GET", path).text
            open_text = re.sub(r"<details.*?</details>", "", text, flags=re.S)
            self.assertNotIn("Zyl", open_text)
        self.assertIn("Zylville", text)

    def test_police_never_reads_who_called(self):
        made = self.ecoutant.declare("appel", {**child(), **departure(), "categorie": "fugue", "appelant_qualite": "mere",
                                               "declarant_nom": "Zylappelante", "declarant_telephone": "06 39 98 77 66"})
        path = f"/absences/{made['episode']['id']}"
        self.assertIn("Zylappelante", self.browser("ecoutant").visit("GET", path).text)
        self.assertNotIn("Zylappelante", self.browser("police").visit("GET", path).text)

    # --- Decide -----------------------------------------------------------------------------------------------------

    def test_a_decision_below_the_proposal_needs_its_reason_beside_the_box(self):
        minor, episode = self.absent(revelation="oui")
        browser, path = self.browser("police"), f"/absences/{episode}/decision"
        form = browser.visit("GET", path)
        self.assertIn("Critique", said(form))
        self.assertNotIn(" checked", form.text)
        empty = browser.visit("POST", path, {"_evaluation": hidden(form, "_evaluation")})
        self.assertEqual(empty.status, 422)
        self.assertIn("Choisissez la qualification", said(empty))
        typed = {"qualification": "classique", "level": "aucun", "_evaluation": hidden(form, "_evaluation"), "_cle": hidden(form, "_cle")}
        below = browser.visit("POST", path, typed)
        self.assertEqual(below.status, 422)
        self.assertIn('id="reason-erreur"', below.text)
        self.assertIn("en deçà de la proposition (qualification inquiétante, niveau critique)", said(below))
        done = browser.visit("POST", path, {**typed, "reason": "Entendue, dément."})
        self.assertIn("La décision est enregistrée.", said(done))
        self.assertEqual(self.police.episode(episode)["qualification"], "classique")
        self.assertIn("Entendue, dément.", said(browser.visit("GET", f"/mineurs/{minor}")))
        for page, row in (("/veille", f'id="a-{episode}"'), ("/releve", f'id="r-{episode}"'), (f"/mineurs/{minor}", f'href="/absences/{episode}"')):
            shown = browser.visit("GET", page).text.split(row)[-1][:2000]
            self.assertIn("Aucun signe retenu", shown, page)  # signs were told: who decides keeps none
            self.assertNotIn("Aucun signe recueilli", shown, page)
        home = self.browser("suivi").visit("GET", f"/absences/{episode}")
        self.assertIn("Entendue, dément.", said(home))

    def test_an_assessment_overtaken_is_shown_again_and_classique_never_sleeps(self):
        minor, episode = self.absent()
        browser, path = self.browser("police"), f"/absences/{episode}/decision"
        form = browser.visit("GET", path)
        typed = {"qualification": "classique", "level": "aucun", "_evaluation": hidden(form, "_evaluation"), "reason": "Habituel"}
        self.police.declare("classique", {**DECLARANT, "surnoms": ["Zyl"], "argent_inexplique": "oui", "hotel_ou_location": "oui"}, episode=episode, minor=minor)
        stale = browser.visit("POST", path, typed)
        self.assertEqual(stale.status, 409)
        self.assertIn("Une évaluation plus récente existe", said(stale))
        self.assertIn("Habituel", stale.text)
        self.assertRegex(stale.text, r'id="qualification" name="qualification" type="radio" value="classique" checked')
        self.assertNotEqual(hidden(stale, "_evaluation"), typed["_evaluation"])
        again = {**typed, "_evaluation": hidden(stale, "_evaluation")}
        self.assertIn("La décision est enregistrée.", said(browser.visit("POST", path, again)))
        self.assertNotIn("Décision à relire", said(browser.visit("GET", f"/absences/{episode}")))
        self.police.declare("classique", {**DECLARANT, "surnoms": ["Zyl"], "tatouage": "non"}, episode=episode, minor=minor)
        for shown in (f"/absences/{episode}", f"/mineurs/{minor}", "/absences?qui=toutes"):
            self.assertIn("Décision à relire", said(browser.visit("GET", shown)))

    # --- FPR, disagreement, taking back -----------------------------------------------------------------------------

    def test_the_fpr_is_entered_mended_and_ended_and_says_what_is_missing(self):
        _, episode = self.absent()
        browser, path = self.browser("police"), f"/absences/{episode}/fpr"
        send = lambda typed: browser.visit("POST", path, {**typed, "_version": hidden(browser.visit("GET", path), "_version")})
        missing = send({"_acte": "inscrire", "categorie": "M"})
        self.assertEqual(missing.status, 422)
        self.assertIn("Indiquez quand l’inscription a été faite", said(missing))
        self.assertEqual(send({"_acte": "rien"}).status, 422)
        future = send({"_acte": "inscrire", "inscrit_le": "demain 10h"})
        self.assertEqual(future.status, 422)
        why = send({"_acte": "motif", "motif_de_non_inscription": "Retrouvée entre-temps."})
        self.assertIn("Retrouvée entre-temps.", said(why))
        done = send({"_acte": "inscrire", "inscrit_le": "il y a 10 min", "categorie": "M", "numero": "ZYL-1", "service": "BPM"})
        self.assertIn("l’inscription court toujours", said(done))
        self.assertIn("ZYL-1", said(done))
        self.assertNotIn("ZYL-1", self.browser("suivi").visit("GET", f"/absences/{episode}").text)
        early = send({"_acte": "desinscrire", "desinscrit_le": "il y a 50 min"})
        self.assertEqual(early.status, 422)
        self.assertIn('id="desinscrit_le-erreur"', early.text)
        ended = send({"_acte": "desinscrire", "desinscrit_le": "maintenant"})
        self.assertIn("désinscrit le", said(ended))
        self.assertNotIn("ZYL-1", ended.text)

    def test_the_fpr_is_not_written_over_what_was_not_read(self):
        _, episode = self.absent()
        browser, path = self.browser("police"), f"/absences/{episode}/fpr"
        read = hidden(browser.visit("GET", path), "_version")
        self.police.post(f"/api/v1/episodes/{episode}/fpr", {"inscrit_le": ago(hours=1), "categorie": "X", "numero": "ZYL-9"}, 200)
        typed = {"_acte": "inscrire", "inscrit_le": "il y a 10 min", "categorie": "M", "numero": "ZYL-1", "_version": read}
        stale = browser.visit("POST", path, typed)
        self.assertEqual(stale.status, 412)
        self.assertIn("rien n’est enregistré", said(stale))
        self.assertIn('id="numero-erreur"', stale.text)
        self.assertIn('value="ZYL-1"', stale.text)  # what was typed
        self.assertIn("ZYL-9", said(stale))         # what stands
        self.assertNotEqual(hidden(stale, "_version"), read)
        self.assertEqual(browser.visit("POST", path, {key: typed[key] for key in typed if key != "_version"}).status, 412)
        again = browser.visit("POST", path, {**typed, "_version": hidden(stale, "_version")})
        self.assertIn("ZYL-1", said(again))

    def test_a_disagreement_has_its_time_its_print_and_its_task(self):
        _, episode = self.absent(self.foyer_a)
        browser, path = self.browser("foyer_a"), f"/absences/{episode}/desaccord"
        self.assertEqual(browser.visit("POST", path, {}).status, 422)
        form = browser.visit("GET", path)
        sent = {"declarant": "Zyl, chef de service", "reason": "Elle est en danger.", "_cle": hidden(form, "_cle")}
        sheet = browser.visit("POST", path, sent)
        self.assertEqual(heading(sheet), "Désaccord du déclarant, à transmettre au procureur")
        for word in ("Zyl, chef de service", "Elle est en danger.", "95-73", "Classique (proposée par les règles)"):
            self.assertIn(word, said(sheet))
        browser.visit("POST", path, sent)  # twice: once
        police = said(self.browser("police").visit("GET", f"/absences/{episode}"))
        self.assertEqual(police.count("Désaccord du déclarant, le"), 1)
        self.assertIn("Transmettre au procureur le désaccord du déclarant", police)
        self.assertEqual(self.browser("foyer_b").visit("GET", path).status, 404)

    def test_what_was_taken_back_stays_readable_and_may_count_again(self):
        _, episode = self.absent(self.foyer_a)
        second = self.foyer_a.declare("classique", {**DECLARANT, "surnoms": ["Zyl"], "revelation": "oui"}, episode=episode)
        browser, path = self.browser("foyer_a"), f"/absences/{episode}/declarations/{second['id']}/retrait"
        self.assertEqual(heading(browser.visit("GET", path)), "Retirer une déclaration")
        self.assertEqual(browser.visit("POST", path, {"reason": " "}).status, 422)
        self.assertIn("Erreur de dossier", said(browser.visit("POST", path, {"reason": "Erreur de dossier"})))
        self.assertEqual(self.police.episode(episode)["level"], "aucun")
        self.assertEqual(heading(browser.visit("GET", path)), "Rétablir une déclaration")
        self.assertIn("compte de nouveau", said(browser.visit("POST", path, {"reason": "C’était elle"})))
        self.assertEqual(self.police.episode(episode)["level"], "critique")
        self.assertEqual(self.browser("police").visit("POST", path, {"reason": "x"}).status, 404)  # not theirs

    def test_an_absence_is_reopened_with_a_reason(self):
        _, episode = self.absent(self.foyer_a)
        browser = self.browser("foyer_a")
        browser.visit("POST", f"/absences/{episode}/retour", {"vu": "oui"})
        self.assertIn("Rouvrir l’absence", said(browser.visit("GET", f"/absences/{episode}")))
        self.assertEqual(browser.visit("POST", f"/absences/{episode}/rouvrir", {}).status, 422)
        self.assertIn("L’absence est rouverte", said(browser.visit("POST", f"/absences/{episode}/rouvrir", {"reason": "Ce n’était pas elle"})))
        self.assertEqual(self.foyer_a.episode(episode)["status"], "en_cours")

    # --- Merging ----------------------------------------------------------------------------------------------------

    def test_two_files_of_one_child_are_joined_and_separated_again(self):
        one, _ = self.absent(**child())
        who = child()
        other, episode = self.absent(**who)
        browser, path = self.browser("police"), f"/mineurs/{one}/reunion"
        found = browser.visit("POST", path, {"q": who["nom"]})
        self.assertIn(f'value="{other}"', found.text)
        self.assertEqual(browser.visit("POST", path, {"_autre": other, "reason": ""}).status, 422)
        self.assertEqual(browser.visit("POST", path, {"reason": "Même enfant"}).status, 422)
        joined = browser.visit("POST", path, {"_autre": other, "reason": "Même enfant, vu ensemble"})
        self.assertIn("Les deux dossiers sont réunis", said(joined))
        self.assertIn("Même enfant, vu ensemble", said(joined))
        undo = re.search(r'action="(/mineurs/[^"]+/defaire)"', joined.text).group(1)
        self.assertEqual(browser.visit("GET", f"/mineurs/{one}", follow=False).header("Location"), f"/mineurs/{other}")
        self.assertIn("de nouveau séparés", said(browser.visit("POST", undo, {})))
        self.assertEqual(browser.visit("GET", f"/mineurs/{one}", follow=False).status, 200)

    # --- Without identity -------------------------------------------------------------------------------------------

    def test_an_analyst_reads_absences_and_no_name_in_any_byte(self):
        who = {**child(), "telephones": ["06 39 98 55 44"], "surnoms": ["Zylette"]}
        made = self.police.declare("inquietante", {**who, **departure(), **DECLARANT, "revelation": "oui", "recit": "Zylrecit", "departement": "75"})
        episode = made["episode"]["id"]
        self.police.post(f"/api/v1/episodes/{episode}/decision", {"assessment": made["assessment"]["id"], "qualification": "inquietante", "level": "critique", "reason": "Zylmotif"})
        browser = self.browser("analyste")
        pages = [browser.visit("GET", path) for path in ("/absences", "/absences?etat=en_cours&niveau=critique&departement=75", f"/absences/{episode}")]
        for page in pages:
            self.assertEqual(page.status, 200)
            for hidden_word in (who["nom"], who["nom"].upper(), who["prenoms"], "Zyl", "06 39 98", "0639985544", made["minor"]["id"], made["minor"]["reference"], "/mineurs/", "/declarations/"):
                self.assertNotIn(hidden_word, page.text)
        self.assertIn(self.analyste.episode(episode)["minor"], pages[2].text)
        self.assertIn("Le mineur l’a révélé", said(pages[2]))
