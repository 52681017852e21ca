using System.Reflection;

namespace CxBot.Web.Operations;

/// <summary>Which CxBot this is: <c>--version</c> and <c>/health/live</c> say it.</summary>
internal static class ProductVersion
{
    /// <summary>As <c>0.1.0</c>, without what the build adds of the commit.</summary>
    public static string Current { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
