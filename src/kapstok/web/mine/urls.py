# SPDX-License-Identifier: EUPL-1.2
"""The pages of who has signed in, below /mijn (docs/addresses.md)."""

from __future__ import annotations

from django.urls import path

from kapstok.web.mine import (
    claims,
    labels,
    members,
    needs,
    needs_received,
    notices,
    organisations,
    overview,
    own_data,
    photos,
    profile,
    profile_history,
    profile_offers,
    profile_preview,
    seen,
)

urlpatterns = [
    path("mijn", overview.overview, name="mine"),
    path("mijn/uitnodigingen/<int:number>/aannemen", overview.take, name="mine_invitation_take"),
    path("mijn/uitnodigingen/<int:number>/afslaan", overview.refuse, name="mine_invitation_refuse"),
    path("mijn/organisatie/<int:number>", organisations.organisation, name="mine_organisation"),
    path("mijn/organisatie/<int:number>/uitnodigen", organisations.invite, name="mine_organisation_invite"),
    path(
        "mijn/organisatie/<int:number>/uitnodigingen/<int:invitation>/intrekken",
        organisations.withdraw,
        name="mine_organisation_withdraw",
    ),
    path("mijn/organisatie/<int:number>/stoppen", organisations.leave, name="mine_organisation_leave"),
    path(
        "mijn/organisatie/<int:number>/mensen/<int:member>", members.member, name="mine_organisation_member"
    ),
    path(
        "mijn/organisatie/<int:number>/mensen/<int:member>/functies",
        members.functions,
        name="mine_organisation_functions",
    ),
    path(
        "mijn/organisatie/<int:number>/mensen/<int:member>/overdragen",
        members.hand,
        name="mine_organisation_hand_over",
    ),
    path(
        "mijn/organisatie/<int:number>/mensen/<int:member>/stoppen", members.end, name="mine_organisation_end"
    ),
    path("mijn/account/gegevens", own_data.own_data, name="mine_account_data"),
    path("mijn/account/gegevens.json", own_data.download, name="mine_account_data_file"),
    path("mijn/account/gegevens/wissen", own_data.erase, name="mine_account_data_erase"),
    path("mijn/claims", claims.claims, name="mine_claims"),
    path("mijn/claims/<uuid:number>", claims.claim, name="mine_claim"),
    path("mijn/claims/<uuid:number>/code", claims.enter_code, name="mine_claim_code"),
    path("mijn/claims/<uuid:number>/controleren", claims.check, name="mine_claim_check"),
    path("mijn/claims/<uuid:number>/intrekken", claims.take_back, name="mine_claim_withdraw"),
    path("mijn/onderneming/<slug:slug>/fotos", photos.photos, name="mine_photos"),
    path("mijn/onderneming/<slug:slug>/fotos/<int:number>", photos.photo, name="mine_photos_one"),
    path("mijn/onderneming/<slug:slug>/fotos/<int:number>.webp", photos.file, name="mine_photos_file"),
    path("mijn/berichten", notices.notices, name="mine_notices"),
    path("mijn/berichten/gelezen", notices.read_all, name="mine_notices_read"),
    path("mijn/berichten/instellingen", notices.choices, name="mine_notices_choices"),
    path("mijn/berichten/<uuid:number>", notices.notice, name="mine_notices_one"),
    path("mijn/onderneming/<slug:slug>/profiel", profile.profile, name="mine_profile"),
    path(
        "mijn/onderneming/<slug:slug>/profiel/voorbeeld", profile_preview.preview, name="mine_profile_preview"
    ),
    path(
        "mijn/onderneming/<slug:slug>/profiel/geschiedenis",
        profile_history.versions,
        name="mine_profile_history",
    ),
    path(
        "mijn/onderneming/<slug:slug>/profiel/geschiedenis/<int:number>/terugzetten",
        profile_history.bring_back,
        name="mine_profile_undo",
    ),
    path("mijn/onderneming/<slug:slug>/profiel/register", profile_offers.decide, name="mine_profile_offer"),
    path("mijn/onderneming/<slug:slug>/profiel/<slug:part>", profile.section, name="mine_profile_section"),
    path("mijn/onderneming/<slug:slug>", seen.enterprise, name="mine_enterprise"),
    path("mijn/onderneming/<slug:slug>/verlenging", labels.say_renewal, name="mine_enterprise_renewal"),
    path("mijn/onderneming/<slug:slug>/vragen", needs_received.received, name="mine_enterprise_needs"),
    path(
        "mijn/onderneming/<slug:slug>/vragen/<int:number>/gelezen",
        needs_received.read,
        name="mine_enterprise_need_read",
    ),
    path("mijn/vragen", needs.needs, name="mine_needs"),
    path("mijn/vragen/nieuw", needs.new_need, name="mine_need_new"),
]
