using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace CxBot.Storage.Sqlite;

/// <summary>Which file stands behind a path: device and inode. A file that was replaced has the same path and another identity.</summary>
public readonly record struct FileIdentity(uint Major, uint Minor, ulong Inode)
{
    private const int AtCurrentFolder = -100;
    private const uint InodeWanted = 0x100;

    /// <summary>Whether this system tells: Linux does.</summary>
    public static bool IsKnown { get; } = OperatingSystem.IsLinux() && Look("/", out _);

    /// <summary>The file's identity; null where there is none.</summary>
    public static FileIdentity? Of(string path) => Look(path, out var identity) ? identity : null;

    private static bool Look(string path, out FileIdentity identity)
    {
        identity = default;
        // The structure is the same on every processor: inode at 32, device at 136 and 140.
        var facts = new byte[256];
        try
        {
            if (Statx(AtCurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), 0, InodeWanted, facts) != 0)
                return false;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
        identity = new(BinaryPrimitives.ReadUInt32LittleEndian(facts.AsSpan(136)),
            BinaryPrimitives.ReadUInt32LittleEndian(facts.AsSpan(140)), BinaryPrimitives.ReadUInt64LittleEndian(facts.AsSpan(32)));
        return true;
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] facts);
}
