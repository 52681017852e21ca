namespace CxBot.Web.Desk.Shell;

/// <summary>What a page answers beside its words.</summary>
public static class PageStatus
{
    /// <summary>The page says that there is nothing here, and the answer is 404.</summary>
    /// <remarks>Set when the answer begins: the framework leaves out the words of a page that is 404 while it renders.</remarks>
    public static void NotFound(HttpContext http) => http.Response.OnStarting(() =>
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
