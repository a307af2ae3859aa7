using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace MicrosoftOAuth.Sandbox.Server.Certificates;

/// <summary>The name constraints extension (RFC 5280, section 4.2.1.10), which .NET can check and cannot write.</summary>
internal static class NameConstraints
{
    public const string Oid = "2.5.29.30";

    private static readonly Asn1Tag PermittedSubtrees = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag ExcludedSubtrees = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag IpAddress = new(TagClass.ContextSpecific, 7);

    /// <summary>
    /// A critical extension that leaves a certificate authority nothing but some DNS names. The standard lets each name stand
    /// for the names below it too. Addresses are named as excluded, since what a constraint does not mention it allows.
    /// </summary>
    public static X509Extension PermitOnly(IEnumerable<string> dnsNames)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(PermittedSubtrees))
            {
                foreach (var name in dnsNames)
                {
                    using (writer.PushSequence())
                        writer.WriteCharacterString(UniversalTagNumber.IA5String, name, DnsName);
                }
            }

            using (writer.PushSequence(ExcludedSubtrees))
            {
                // An address and its mask, all zero: every address of IPv4, and of IPv6.
                foreach (var length in new[] { 8, 32 })
                {
                    using (writer.PushSequence())
                        writer.WriteOctetString(new byte[length], IpAddress);
                }
            }
        }

        return new(Oid, writer.Encode(), critical: true);
    }
}
