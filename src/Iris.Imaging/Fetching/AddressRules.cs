using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Iris.Imaging.Fetching;

/// <summary>Which addresses lie on the public internet.</summary>
/// <remarks>
/// After IANA's special-purpose registries for IPv4 and IPv6. IPv6 is an allow list: only global unicast, without the
/// ranges that embed an IPv4 address, because a translator on the way would turn them into a private one.
/// </remarks>
internal static class AddressRules
{
    private static readonly (uint Network, int Bits)[] Forbidden4 =
    [
        V4(0, 0, 0, 0, 8),          // this network
        V4(10, 0, 0, 0, 8),         // private
        V4(100, 64, 0, 0, 10),      // carrier-grade NAT, also Alibaba's metadata
        V4(127, 0, 0, 0, 8),        // loopback
        V4(169, 254, 0, 0, 16),     // link-local, metadata of most clouds
        V4(172, 16, 0, 0, 12),      // private
        V4(192, 0, 0, 0, 24),       // protocol assignments
        V4(192, 0, 2, 0, 24),       // documentation
        V4(192, 31, 196, 0, 24),    // AS112
        V4(192, 52, 193, 0, 24),    // AMT
        V4(192, 88, 99, 0, 24),     // 6to4 relay
        V4(192, 168, 0, 0, 16),     // private
        V4(192, 175, 48, 0, 24),    // AS112
        V4(198, 18, 0, 0, 15),      // benchmarks
        V4(198, 51, 100, 0, 24),    // documentation
        V4(203, 0, 113, 0, 24),     // documentation
        V4(224, 0, 0, 0, 4),        // multicast
        V4(240, 0, 0, 0, 4),        // reserved, broadcast
        V4(168, 63, 129, 16, 32),   // Azure's host agent: public in form only
    ];

    private static readonly (UInt128 Network, int Bits)[] Forbidden6 =
    [
        V6(0x2001_0000_0000_0000, 23),  // Teredo, benchmarks, ORCHID
        V6(0x2001_0db8_0000_0000, 32),  // documentation
        V6(0x2002_0000_0000_0000, 16),  // 6to4
        V6(0x2620_004f_8000_0000, 48),  // AS112
        V6(0x3fff_0000_0000_0000, 20),  // documentation
    ];

    private static readonly (UInt128 Network, int Bits) GlobalUnicast = V6(0x2000_0000_0000_0000, 3);

    /// <summary>The form in which an address is compared: an IPv4 address in IPv6 clothes (::ffff/96) becomes IPv4.</summary>
    public static IPAddress Unmap(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>True when the address is one of the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = Unmap(address);
        Span<byte> bytes = stackalloc byte[16];
        return plain.TryWriteBytes(bytes, out var length) && plain.AddressFamily switch
        {
            AddressFamily.InterNetwork => IsPublic4(BinaryPrimitives.ReadUInt32BigEndian(bytes)),
            AddressFamily.InterNetworkV6 => length == 16 && plain.ScopeId == 0 && IsPublic6(bytes),
            _ => false,
        };
    }

    private static bool IsPublic4(uint address)
    {
        foreach (var (network, bits) in Forbidden4)
        {
            if ((address ^ network) >> (32 - bits) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPublic6(ReadOnlySpan<byte> bytes)
    {
        var address = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        if (!Matches(address, GlobalUnicast) || IsIsatap(bytes))
        {
            return false;
        }

        foreach (var range in Forbidden6)
        {
            if (Matches(address, range))
            {
                return false;
            }
        }

        return true;
    }

    // RFC 5214: the interface id 00-00-5e-fe (or with the universal bit, 02-00-5e-fe) carries an IPv4 address.
    private static bool IsIsatap(ReadOnlySpan<byte> bytes)
        => (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;

    private static bool Matches(UInt128 address, (UInt128 Network, int Bits) range)
        => (address ^ range.Network) >> (128 - range.Bits) == UInt128.Zero;

    private static (uint Network, int Bits) V4(byte a, byte b, byte c, byte d, int bits)
        => ((uint)(a << 24 | b << 16 | c << 8 | d), bits);

    private static (UInt128 Network, int Bits) V6(ulong high, int bits) => (new UInt128(high, 0), bits);
}
