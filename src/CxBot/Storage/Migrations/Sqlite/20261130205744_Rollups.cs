using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CxBot.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Rollups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "AskedAt",
                table: "SurveyFacts",
                newName: "At");

            migrationBuilder.RenameColumn(
                name: "RequestedAt",
                table: "HandoverFacts",
                newName: "At");

            migrationBuilder.RenameColumn(
                name: "OpenedAt",
                table: "CaseFacts",
                newName: "At");

            migrationBuilder.AlterColumn<long>(
                name: "HandoverId",
                table: "Surveys",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "INTEGER");

            migrationBuilder.AddColumn<long>(
                name: "ExpiresAt",
                table: "Surveys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LowSince",
                table: "Surveys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "ToldHow",
                table: "Surveys",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Topic",
                table: "SurveyFacts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "HandoverId",
                table: "SurveyFacts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Language",
                table: "SurveyFacts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Topic",
                table: "HandoverFacts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Language",
                table: "HandoverFacts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "ApiKeys",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Scopes = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Ending = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MadeById = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    LastUsedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    RevokedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BotReplyFacts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    Mark = table.Column<int>(type: "INTEGER", maxLength: 32, nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Waited = table.Column<int>(type: "INTEGER", nullable: false),
                    Thought = table.Column<int>(type: "INTEGER", nullable: false),
                    Channel = table.Column<int>(type: "INTEGER", nullable: false),
                    Language = table.Column<int>(type: "INTEGER", nullable: false),
                    Topic = table.Column<int>(type: "INTEGER", nullable: false),
                    Skill = table.Column<int>(type: "INTEGER", nullable: false),
                    Agent = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BotReplyFacts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HandlingFacts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    HandoverId = table.Column<long>(type: "INTEGER", nullable: false),
                    Mark = table.Column<int>(type: "INTEGER", maxLength: 32, nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true),
                    Channel = table.Column<int>(type: "INTEGER", nullable: false),
                    Language = table.Column<int>(type: "INTEGER", nullable: false),
                    Topic = table.Column<int>(type: "INTEGER", nullable: false),
                    Skill = table.Column<int>(type: "INTEGER", nullable: false),
                    Agent = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HandlingFacts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "NextReplyFacts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    HandoverId = table.Column<long>(type: "INTEGER", nullable: false),
                    Mark = table.Column<int>(type: "INTEGER", maxLength: 32, nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Elapsed = table.Column<int>(type: "INTEGER", nullable: false),
                    Open = table.Column<int>(type: "INTEGER", nullable: false),
                    Channel = table.Column<int>(type: "INTEGER", nullable: false),
                    Language = table.Column<int>(type: "INTEGER", nullable: false),
                    Topic = table.Column<int>(type: "INTEGER", nullable: false),
                    Skill = table.Column<int>(type: "INTEGER", nullable: false),
                    Agent = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NextReplyFacts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReportMailings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Period = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportMailings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RolledPeriods",
                columns: table => new
                {
                    Level = table.Column<int>(type: "INTEGER", maxLength: 32, nullable: false),
                    Period = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Changes = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RolledPeriods", x => new { x.Level, x.Period });
                });

            migrationBuilder.CreateTable(
                name: "Rollups",
                columns: table => new
                {
                    Level = table.Column<int>(type: "INTEGER", maxLength: 32, nullable: false),
                    Dimension = table.Column<int>(type: "INTEGER", nullable: false),
                    Period = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<int>(type: "INTEGER", nullable: false),
                    Part = table.Column<int>(type: "INTEGER", nullable: false),
                    Bucket = table.Column<int>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Sum = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Rollups", x => new { x.Level, x.Dimension, x.Period, x.Value, x.Part, x.Bucket });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Surveys_ConversationId_Sequence",
                table: "Surveys",
                columns: new[] { "ConversationId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Surveys_Low",
                table: "Surveys",
                column: "LowSince",
                filter: "\"LowSince\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SurveyFacts_HandoverId",
                table: "SurveyFacts",
                column: "HandoverId");

            migrationBuilder.CreateIndex(
                name: "IX_CaseFacts_LeftOut",
                table: "CaseFacts",
                column: "Day",
                filter: "\"Mark\" <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_Hash",
                table: "ApiKeys",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_Working",
                table: "ApiKeys",
                column: "Name",
                unique: true,
                filter: "\"RevokedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BotReplyFacts_CaseId",
                table: "BotReplyFacts",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_BotReplyFacts_Day",
                table: "BotReplyFacts",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_HandlingFacts_CaseId",
                table: "HandlingFacts",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_HandlingFacts_Day",
                table: "HandlingFacts",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_NextReplyFacts_CaseId",
                table: "NextReplyFacts",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_NextReplyFacts_Day",
                table: "NextReplyFacts",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_ReportMailings_Period_From_Recipient",
                table: "ReportMailings",
                columns: new[] { "Period", "From", "Recipient" },
                unique: true);

            // Facts have more to say now: all cases are reckoned anew.
            migrationBuilder.Sql("""INSERT INTO "CaseChanges" ("CaseId") SELECT "Id" FROM "Cases" """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApiKeys");

            migrationBuilder.DropTable(
                name: "BotReplyFacts");

            migrationBuilder.DropTable(
                name: "HandlingFacts");

            migrationBuilder.DropTable(
                name: "NextReplyFacts");

            migrationBuilder.DropTable(
                name: "ReportMailings");

            migrationBuilder.DropTable(
                name: "RolledPeriods");

            migrationBuilder.DropTable(
                name: "Rollups");

            migrationBuilder.DropIndex(
                name: "IX_Surveys_ConversationId_Sequence",
                table: "Surveys");

            migrationBuilder.DropIndex(
                name: "IX_Surveys_Low",
                table: "Surveys");

            migrationBuilder.DropIndex(
                name: "IX_SurveyFacts_HandoverId",
                table: "SurveyFacts");

            migrationBuilder.DropIndex(
                name: "IX_CaseFacts_LeftOut",
                table: "CaseFacts");

            migrationBuilder.DropColumn(
                name: "ExpiresAt",
                table: "Surveys");

            migrationBuilder.DropColumn(
                name: "LowSince",
                table: "Surveys");

            migrationBuilder.DropColumn(
                name: "ToldHow",
                table: "Surveys");

            migrationBuilder.DropColumn(
                name: "Topic",
                table: "SurveyFacts");

            migrationBuilder.DropColumn(
                name: "HandoverId",
                table: "SurveyFacts");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "SurveyFacts");

            migrationBuilder.DropColumn(
                name: "Topic",
                table: "HandoverFacts");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "HandoverFacts");

            migrationBuilder.RenameColumn(
                name: "At",
                table: "SurveyFacts",
                newName: "AskedAt");

            migrationBuilder.RenameColumn(
                name: "At",
                table: "HandoverFacts",
                newName: "RequestedAt");

            migrationBuilder.RenameColumn(
                name: "At",
                table: "CaseFacts",
                newName: "OpenedAt");

            migrationBuilder.AlterColumn<long>(
                name: "HandoverId",
                table: "Surveys",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
                oldNullable: true);
        }
    }
}
