/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/nopost.h"

static const struct {
    const char *text;
    gboolean is;
} ciphertexts[] = {
    {"?OTR:AAMDabc+/9==.", TRUE},
    {"?OTR:AAMDabc.\n", TRUE},
    {"?OTR,1,3,?OTR:AAMDab,", TRUE},
    {"?OTR|5a73a599|27e31597,00001,00003,?OTR:AAMDab,", TRUE},
    {"?OTR?", TRUE},
    {"?OTRv23?", TRUE},
    {"?OTR?v2?", TRUE},
    {"-----BEGIN PGP MESSAGE-----\nVersion: x 1.0\n\nhQEMA0+/=\n=ab1c\n-----END PGP "
     "MESSAGE-----\n",
     TRUE},
    {"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----", TRUE},
    {"?OTR: Ask us anything!", FALSE},
    {"?OTR:AAMDabc. Ask us anything!", FALSE},
    {"Ask us anything! ?OTR:AAMDabc.", FALSE},
    {"?OTRv23?\nAsk us anything!", FALSE},
    {"?OTR", FALSE},
    {"-----BEGIN PGP MESSAGE-----\n\nAsk us anything!\n-----END PGP MESSAGE-----", FALSE},
    {"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\nAsk us", FALSE},
    {"-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOs\n-----END PGP PRIVATE KEY BLOCK-----",
     FALSE},
    {"", FALSE},
};

static const struct {
    const char *text;
    gboolean is;
} commands[] = {
    {"/msg NickServ IDENTIFY hunter2", TRUE},
    {"/MSG nickserv identify acme hunter2 ", TRUE},
    {"/msg NickServ@services.irc.example id hunter2", TRUE},
    {"/msg Q@CServe.quakenet.org AUTH acme hunter2", TRUE},
    {"/msg X@channels.undernet.org login acme hunter2", TRUE},
    {"/msg nickserv register hunter2 me@acme.example", TRUE},
    {"/msg chanserv register #acme hunter2", TRUE},
    {"/msg nickserv register and BUY NOW", FALSE},
    {"/msg nickserv register BUY NOW", FALSE},
    {"/msg nickserv release and BUY NOW", FALSE},
    {"/msg nickserv login and BUY NOW", FALSE},
    {"/msg l@acme.example login acme hunter2", FALSE},
    {"/quote PASS hunter2", TRUE},
    {"/quote nickserv :x", FALSE},
    {"/quote PRIVMSG NickServ :IDENTIFY hunter2", TRUE},
    {"/ns identify hunter2", TRUE},
    {"/nickserv ghost acme hunter2", TRUE},
    {"/chanserv identify #acme hunter2", TRUE},
    {"/msg nickserv set password hunter2", TRUE},
    {"/oper acme hunter2", TRUE},
    {" /msg NickServ IDENTIFY hunter2", FALSE},
    {"msg NickServ IDENTIFY hunter2", FALSE},
    {"/msg NickServ IDENTIFY", FALSE},
    {"/msg NickServ IDENTIFY hunter2\nAsk us anything!", FALSE},
    {"/msg NickServ IDENTIFY to the press what we think of it", FALSE},
    {"/msg q auth acme hunter2", FALSE},
    {"/msg bob identify hunter2", FALSE},
    {"/msg NickServ Ask us anything!", FALSE},
    {"/me identify hunter2", FALSE},
    {"/quote PRIVMSG #acme :IDENTIFY hunter2", FALSE},
};

static const struct {
    const char *receiver, *text;
    gboolean is;
} logins[] = {
    {"NickServ", "IDENTIFY hunter2", TRUE},
    {"nickserv@services.irc.example", "identify acme hunter2", TRUE},
    {"Q", "AUTH acme hunter2", TRUE},
    {"Q", "CHALLENGEAUTH acme 0a1b HMAC-SHA-256", TRUE},
    {"Q", "NEWPASS hunter2 hunter3 hunter3", TRUE},
    {"NickServ", "SET PASSWORD hunter3", TRUE},
    {"NickServ", "SET PASSWORD for all of you", FALSE},
    {"q@cserve.quakenet.org", "AUTH acme hunter2", TRUE},
    {"l@acme.example", "login hunter2", FALSE},
    {"NickServ", "register and BUY NOW", FALSE},
    {"NickServ", "id or BUY NOW", FALSE},
    {"NickServ", "Ask us anything!", FALSE},
    {"NickServ", "IDENTIFY", FALSE},
    {"bob", "IDENTIFY hunter2", FALSE},
    {"nickserver", "IDENTIFY hunter2", FALSE},
    {"", "IDENTIFY hunter2", FALSE},
};

static void
test_ciphertexts (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (ciphertexts); i++) {
        g_test_message ("%s", ciphertexts[i].text);
        g_assert_true (bi_nopost_is_ciphertext (ciphertexts[i].text) ==
                       ciphertexts[i].is);
    }
}

static void
test_commands (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
        g_test_message ("%s", commands[i].text);
        g_assert_true (bi_nopost_is_login_command (commands[i].text) == commands[i].is);
    }
}

static void
test_logins (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (logins); i++) {
        g_test_message ("%s", logins[i].text);
        g_assert_true (bi_nopost_is_login (logins[i].text, logins[i].receiver) ==
                       logins[i].is);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/nopost/ciphertext-is-no-post", test_ciphertexts);
    g_test_add_func ("/nopost/a-command-to-a-service-is-none", test_commands);
    g_test_add_func ("/nopost/nor-is-a-password-told-to-it", test_logins);
    return g_test_run ();
}
